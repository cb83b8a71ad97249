using Disclosure.Reports;

namespace Disclosure.Storage.Dossiers;

/// <summary>One saved state of the content; the bytes are the content blob of that digest.</summary>
public sealed record StoredRevision
{
    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Names the content blob.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Person id.</summary>
    public required string By { get; init; }

    /// <summary>Of the content, in bytes.</summary>
    public required int Size { get; init; }
}
