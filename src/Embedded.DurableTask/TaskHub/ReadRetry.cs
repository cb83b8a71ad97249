using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub;

/// <summary>Repeats reads that got no answer. The table client does not, since a repeated commit would be harmful.</summary>
internal static class ReadRetry
{
    private const int Tries = 6;

    public static async Task<T> ReadAsync<T>(this HubContext hub, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied && attempt < Tries)
            {
                // Denied: a credential that is being renewed is refused for a moment.
                Logs.HousekeepingFailed(hub.Logger, "reading", problem);
            }

            await hub.BackOff.WaitAsync(attempt, cancellationToken);
        }
    }
}
