using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Embedded.Functions.Hosting.Timers;

/// <summary>
/// One blob a timer: its content is the timer's state, its lease the right to run it. The lease of a process that died ends by itself.
/// </summary>
internal sealed class TimerStore(BlobServiceClient blobs, string hub)
{
    /// <summary>The shortest that the service grants.</summary>
    public static readonly TimeSpan LeasePeriod = TimeSpan.FromSeconds(15);

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("embedded-host-timers");

    /// <summary>The state, made if there is none.</summary>
    public async Task<TimerState> ReadOrCreateAsync(string function, TimerState initial, CancellationToken cancellationToken)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await Blob(function).UploadAsync(BinaryData.FromObjectAsJson(initial), onlyNew, cancellationToken);
            return initial;
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            return await ReadAsync(function, cancellationToken);
        }
    }

    /// <exception cref="InvalidOperationException">It was written by a version that this one does not know.</exception>
    public async Task<TimerState> ReadAsync(string function, CancellationToken cancellationToken)
    {
        var content = await Blob(function).DownloadContentAsync(cancellationToken);
        var state = content.Value.Content.ToObjectFromJson<TimerState>();
        return state is { SchemaVersion: TimerState.CurrentSchema }
            ? state
            : throw new InvalidOperationException($"The state of timer '{function}' is of an unknown version.");
    }

    /// <summary>Takes the right to run a timer.</summary>
    /// <returns>Null if somebody has it.</returns>
    public async Task<TimerLock?> TryLockAsync(string function, CancellationToken cancellationToken)
    {
        var lease = Blob(function).GetBlobLeaseClient();
        try
        {
            await lease.AcquireAsync(LeasePeriod, cancellationToken: cancellationToken);
            return new TimerLock(Blob(function), lease);
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            return null;
        }
    }

    private BlobClient Blob(string function) => _container.GetBlobClient($"{hub}/{function.ToUpperInvariant()}.json");
}
