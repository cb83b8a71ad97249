namespace Disclosure.Storage.Dossiers;

/// <summary>What a change may not contradict itself in: mistakes of the caller, not events of life.</summary>
internal static class ChangeRules
{
    /// <exception cref="ArgumentException">The change contradicts itself.</exception>
    public static void Check(ReportChange change)
    {
        var next = change.Next;
        if (change.Based is { } based)
        {
            Require(based.ETag is not null, "the report it is based on was not read from storage");
            Require(based.Id == next.Id, $"it turns report {based.Id} into {next.Id}");
            Require(next.Revision >= based.Revision && next.Round >= based.Round, "revision and round never fall");
            Require(
                based.Publication is null || next.Publication?.IndexNumber == based.Publication.IndexNumber,
                "an allotted index number never changes"
            );
        }

        if (change.Revision is { } revision)
        {
            Require(
                revision.Number == next.Revision && revision.Digest == next.Digest,
                $"revision {revision.Number} is not the one of the report row, {next.Revision}"
            );
        }

        if (change.ClaimSerial is not null)
        {
            Require(
                change.Based?.Publication is null && next.Publication is null,
                "it claims an index number for a report that has one: numbers would have gaps"
            );
        }

        Require(
            change.Based is not null || next.Publication is null,
            "a new report has no index number: one is claimed, never brought along"
        );
        Require(change.Based?.Publication is not null || next.Publication is null, "an index number is claimed, never brought along");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"A change that contradicts itself: {otherwise}.", nameof(holds));
        }
    }
}
