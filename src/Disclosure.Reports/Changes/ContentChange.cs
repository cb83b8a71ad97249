using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Changes;

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
