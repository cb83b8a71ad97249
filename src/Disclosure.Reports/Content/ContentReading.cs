namespace Disclosure.Reports.Content;

/// <summary>What reading a content's JSON comes to.</summary>
public abstract record ContentReading
{
    private ContentReading() { }

    public sealed record Ok(ReportContent Content) : ContentReading;

    /// <summary>Every problem found, in the order of the document.</summary>
    public sealed record Malformed(IReadOnlyList<ContentProblem> Problems) : ContentReading;
}

/// <summary>One thing wrong with a content's JSON.</summary>
public sealed record ContentProblem
{
    /// <summary>RFC 6901, as in <c>/cells/12/value</c>; empty for the whole document.</summary>
    public required string JsonPointer { get; init; }

    /// <summary>not-json, wrong-type, missing, unknown-field, duplicate-field, unknown-cell, duplicate-cell, negative, fractional, too-large, too-long, control-character.</summary>
    public required string Code { get; init; }

    public required string MessageZh { get; init; }

    public required string MessageEn { get; init; }
}
