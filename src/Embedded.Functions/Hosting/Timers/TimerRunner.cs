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
    private readonly bool _isMonitored = timer.UseMonitor && timer.Schedule.IsMonitorable(time.GetUtcNow());

    public async Task RunAsync(CancellationToken stopping)
    {
        var runsNow = timer.RunOnStartup;
        TimerState? state = null;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                state ??= await store.ReadOrCreateAsync(timer.Name, new TimerState { From = _started, Updated = _started }, stopping);
                if (!runsNow)
                {
                    if (NextAfter(state) is not { } due)
                    {
                        logger.TimerNeverDue(timer.Name, timer.ScheduleText);
                        return;
                    }

                    await WaitUntilAsync(due, stopping);
                }

                state = await RunOnceAsync(runsNow, stopping);
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
                state = null;
                await Task.Delay(s_retryStorage, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // What was missed before this process was there counts only for timers that are monitored.
    private DateTimeOffset? NextAfter(TimerState state) =>
        timer.Schedule.After(_isMonitored || state.From > _started ? state.From : _started);

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stopping)
    {
        while (due - time.GetUtcNow() is { Ticks: > 0 } rest)
        {
            // In small steps: the wall clock may be set, and the machine may sleep.
            var step = rest < s_longestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : s_longestWait;
            await Task.Delay(step, time, stopping);
        }
    }

    /// <summary>Runs it if it is still owed; waits a little if another process has the lock.</summary>
    /// <returns>The state as it is now in storage.</returns>
    private async Task<TimerState> RunOnceAsync(bool onStartup, CancellationToken stopping)
    {
        if (await store.TryLockAsync(timer.Name, stopping) is not { } held)
        {
            await Task.Delay(s_retryLock, time, stopping);
            return await store.ReadAsync(timer.Name, stopping);
        }

        try
        {
            // Read again behind the lock: another process may have made this run.
            var state = await store.ReadAsync(timer.Name, stopping);
            var now = time.GetUtcNow();
            var due = onStartup ? now : NextAfter(state);
            return due <= now ? await RunLockedAsync(held, state, due.Value, stopping) : state;
        }
        finally
        {
            await held.TryReleaseAsync(CancellationToken.None);
        }
    }

    private async Task<TimerState> RunLockedAsync(TimerLock held, TimerState state, DateTimeOffset due, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var info = new TimerInfo
        {
            IsPastDue = _isMonitored && (due < _started || now - due > s_pastDueAfter),
            ScheduleStatus = _isMonitored ? StatusOf(state, due) : null,
        };
        logger.TimerRuns(timer.Name, due, info.IsPastDue);
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

        var next = state with { Last = now, From = now, Updated = time.GetUtcNow() };
        await held.WriteAsync(next, CancellationToken.None);
        return next;
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
