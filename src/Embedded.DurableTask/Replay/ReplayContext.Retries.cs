using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>Retries are part of the orchestration: attempts and delays stand in history, so that a restart does not forget them.</summary>
internal sealed partial class ReplayContext
{
    private async Task<string?> WithRetries(TaskRetryOptions? retry, Func<Task<string?>> attempt)
    {
        var begun = CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failed) when (retry is not null)
            {
                if (!await PrepareNext(retry, failed.FailureDetails, attempts, begun))
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> PrepareNext(TaskRetryOptions retry, TaskFailureDetails failure, int attempts, DateTime begun)
    {
        var elapsed = CurrentUtcDateTime - begun;
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(this, attempts, failure, elapsed, CancellationToken.None));
        }

        if (retry.Policy is not { } policy || RetryDelay.After(policy, attempts, elapsed, failure) is not { } delay)
        {
            return false;
        }

        await CreateTimer(delay, CancellationToken.None);
        return true;
    }
}
