using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>
/// Waits for one timer's due times and runs it, if no other process does. The state is written after the run: a process that dies in
/// the middle leaves a run that is still owed, and whoever comes next makes it good.
/// </summary>
internal sealed class TimerRunner(
    TimerFunction timer,
    TimerStore store,
    Func<TimerFunction, TimerInfo, CancellationToken, Task> run,
    TimeProvider time,
    ILogger logger
)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_pastDueAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retryLock = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_retryStorage = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset _started = time.GetUtcNow();

    private bool IsMonitored => timer.UseMonitor && timer.Schedule.IsMonitorable(_started);

    public async Task RunAsync(CancellationToken stopping)
    {
        var runsNow = timer.RunOnStartup;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var state = await store.ReadOrCreateAsync(timer.Name, new TimerState { From = _started, Updated = _started }, stopping);
                if (!runsNow && NextAfter(state) is null)
                {
                    logger.TimerNeverDue(timer.Name, timer.ScheduleText);
                    return;
                }

                var waited = !runsNow && await WaitUntilAsync(NextAfter(state)!.Value, stopping);
                if (!await TryRunOnceAsync(runsNow, waited, stopping) && !runsNow)
                {
                    await Task.Delay(s_retryLock, time, stopping);
                }

                runsNow = false;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A timer outlives any trouble with its storage.
                logger.TimerStorageFailed(fault, timer.Name);
                await Task.Delay(s_retryStorage, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What was missed before this process was there counts only for timers that are monitored.
    private DateTimeOffset? NextAfter(TimerState state) =>
        timer.Schedule.After(IsMonitored || state.From > _started ? state.From : _started);

    /// <returns>Whether it had to wait.</returns>
    private async Task<bool> WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        var waited = false;
        while (due - time.GetUtcNow() is { Ticks: > 0 } rest)
        {
            waited = true;
            // In small steps: the wall clock may be set, and the machine may sleep.
            var step = rest < s_longestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : s_longestWait;
            await Task.Delay(step, time, stopping);
        }

        return waited;
    }

    /// <returns>False if another process has the timer's lock.</returns>
    private async Task<bool> TryRunOnceAsync(bool onStartup, bool waited, CancellationToken stopping)
    {
        if (await store.TryLockAsync(timer.Name, stopping) is not { } held)
        {
            return false;
        }

        try
        {
            // Read again behind the lock: another process may have made this run.
            var state = await store.ReadAsync(timer.Name, stopping);
            var now = time.GetUtcNow();
            var due = onStartup ? now : NextAfter(state);
            if (due <= now)
            {
                await RunLockedAsync(held, state, due.Value, isPastDue: !onStartup && (!waited || now - due > s_pastDueAfter), stopping);
            }
        }
        finally
        {
            await held.TryReleaseAsync(CancellationToken.None);
        }

        return true;
    }

    private async Task RunLockedAsync(TimerLock held, TimerState state, DateTimeOffset due, bool isPastDue, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = IsMonitored ? StatusOf(state, due) : null };
        logger.TimerRuns(timer.Name, due, isPastDue);
        using (var running = CancellationTokenSource.CreateLinkedTokenSource(stopping))
        {
            var renewing = RenewAsync(held, running);
            try
            {
                await run(timer, info, running.Token);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                logger.TimerInterrupted(timer.Name);
                throw new OperationCanceledException(stopping);
            }
            catch (Exception fault)
            {
                logger.TimerFailed(fault, timer.Name);
            }
            finally
            {
                await running.CancelAsync();
                await renewing;
            }
        }

        await held.WriteAsync(state with { Last = now, From = now, Updated = time.GetUtcNow() }, CancellationToken.None);
    }

    private static ScheduleStatus StatusOf(TimerState state, DateTimeOffset due) =>
        new()
        {
            Last = state.Last?.UtcDateTime ?? default,
            Next = due.UtcDateTime,
            LastUpdated = state.Updated.UtcDateTime,
        };

    // A lease runs by the service's clock, so this waits by the real one, whatever clock the timers have.
    private async Task RenewAsync(TimerLock held, CancellationTokenSource running)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimerStore.LeasePeriod / 3, TimeProvider.System, running.Token);
                if (!await held.TryRenewAsync(running.Token))
                {
                    logger.TimerLockLost(timer.Name);
                    await running.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            return;
        }
        catch (Azure.RequestFailedException fault)
        {
            logger.TimerStorageFailed(fault, timer.Name);
        }
    }
}
