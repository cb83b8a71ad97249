using Azure;

namespace Disclosure.Storage.Rows;

/// <summary>ETags as records carry them: text, so that nobody outside needs the storage client's types.</summary>
internal static class ETags
{
    /// <summary>The version to write over.</summary>
    /// <exception cref="ArgumentException">The record was not read from storage.</exception>
    public static ETag Of(string? recorded) =>
        recorded is null
            ? throw new ArgumentException("The record was not read from storage: it has no ETag.", nameof(recorded))
            : new ETag(recorded);

    /// <summary>The version to write over; null for a record that is to be added.</summary>
    public static ETag? OrNone(string? recorded) => recorded is null ? null : new ETag(recorded);
}
