using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>The right to run a timer, for as long as it is renewed.</summary>
internal sealed class TimerLock(BlobClient blob, BlobLeaseClient lease)
{
    /// <returns>False if it is lost.</returns>
    public async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lease.RenewAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException fault) when (IsLost(fault))
        {
            return false;
        }
    }

    /// <summary>Writes the state. The service refuses it if the lock is lost.</summary>
    public Task WriteAsync(TimerState state, CancellationToken cancellationToken) =>
        blob.UploadAsync(
            BinaryData.FromObjectAsJson(state),
            new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId } },
            cancellationToken
        );

    /// <returns>False if it was lost before.</returns>
    public async Task<bool> TryReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lease.ReleaseAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException fault) when (IsLost(fault))
        {
            return false;
        }
    }

    private static bool IsLost(RequestFailedException fault) => fault.Status is 404 or 409 or 412;
}
