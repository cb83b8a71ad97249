namespace Disclosure.Storage.Dossiers;

/// <summary>What became of a <see cref="ReportChange"/>.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>
    /// It is written. <see cref="Report"/> is the row with its new ETag, audit head and index number; if the service's answer was lost and
    /// others have committed since, it is the row of now, which includes this change.
    /// </summary>
    public sealed record Committed(StoredReport Report) : CommitResult;

    /// <summary>Nothing was written: somebody else changed the report, or claimed a number, since it was read. Read again and decide anew.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>Nothing was written: what should be added is there already.</summary>
    public sealed record AlreadyExists(ExistingRow Which) : CommitResult;
}

/// <summary>Which row was there already.</summary>
public enum ExistingRow
{
    /// <summary>The report that should be created.</summary>
    Report,

    /// <summary>This person's decision on this stage of this round.</summary>
    Decision,

    /// <summary>The revision of that number.</summary>
    Revision,
}
