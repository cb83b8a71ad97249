namespace Disclosure.Storage.Dossiers;

/// <summary>What a change may not contradict itself in: mistakes of the caller, not events of life.</summary>
internal static class ChangeRules
{
    /// <exception cref="ArgumentException">The change contradicts itself.</exception>
    public static void Check(ReportChange change)
    {
        if (Contradiction(change, change.Based, change.Next) is { } contradiction)
        {
            throw new ArgumentException($"A change that contradicts itself: {contradiction}.", nameof(change));
        }
    }

    private static string? Contradiction(ReportChange change, StoredReport? based, StoredReport next) =>
        based is not null && based.ETag is null ? "the report it is based on was not read from storage"
        : based is not null && based.Id != next.Id ? $"it turns report {based.Id} into {next.Id}"
        : next.Revision < (based?.Revision ?? 0) || next.Round < (based?.Round ?? 0) ? "revision and round never fall"
        : change.Revision is { } revision && (revision.Number != next.Revision || revision.Digest != next.Digest)
            ? $"revision {revision.Number} is not the report row's, {next.Revision}"
        : change.ClaimSerial is not null && based?.Publication is not null
            ? "it claims an index number for a report that has one, and numbers would have gaps"
        : next.Publication?.IndexNumber != based?.Publication?.IndexNumber
            ? "an index number is claimed, never brought along, and never changes"
        : null;
}
