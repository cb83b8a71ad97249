using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Changes;

/// <summary>What changed between two revisions.</summary>
public static class ContentDiff
{
    /// <summary>Title, metadata, texts, then cells in the order of the report; empty if nothing changed.</summary>
    public static IReadOnlyList<ContentChange> Between(ReportContent before, ReportContent after) =>
        throw new NotSupportedException("Not written yet.");
}

public abstract record ContentChange
{
    private ContentChange() { }

    public required string LabelZh { get; init; }

    public required string LabelEn { get; init; }

    public sealed record Cell(CellKey Key, decimal? Before, decimal? After) : ContentChange;

    /// <param name="Field">title, metadata/{key} or sections/{key}.</param>
    /// <param name="Segments">The new and old text interleaved: kept and added pieces make the new text, kept and removed the old.</param>
    public sealed record Text(string Field, IReadOnlyList<TextSegment> Segments) : ContentChange;
}

public enum SegmentKind
{
    Kept,
    Added,
    Removed,
}

public sealed record TextSegment(SegmentKind Kind, string Text);
