namespace Embedded.DurableTask.Hub.Storage;

/// <summary>A stored payload. <paramref name="ETag"/> and <paramref name="WrittenAt"/> are of its last writing.</summary>
internal sealed record StoredPayload(string Name, DateTimeOffset WrittenAt, string ETag);

/// <summary>Where texts go that are too long for a row. Names say the content (SHA-256), so writing one twice is harmless.</summary>
internal interface IPayloadStore
{
    /// <summary>Makes the container if it is not there.</summary>
    Task CreateAsync(CancellationToken cancellationToken);

    /// <summary>Writes a payload, also over one of that name: its age and version start anew, so that the collector spares it.</summary>
    Task WriteAsync(string name, string content, CancellationToken cancellationToken);

    /// <summary>Reads a payload; null if it is not there.</summary>
    Task<string?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>All payloads whose name begins so.</summary>
    IAsyncEnumerable<StoredPayload> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes a payload in the version named (null: any). False if it is gone or has been written again since.</summary>
    Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken);
}
