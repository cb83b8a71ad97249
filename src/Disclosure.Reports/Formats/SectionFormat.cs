namespace Disclosure.Reports.Formats;

public enum SectionKind
{
    Text,
    Table,
}

/// <summary>One of the six sections, with its official title.</summary>
public sealed record SectionFormat
{
    public required int No { get; init; }

    /// <summary>overview, proactive, requests, review_litigation, problems, other.</summary>
    public required string Key { get; init; }

    /// <summary>The official title with its number, as in 一、总体情况.</summary>
    public required string Title { get; init; }

    public required string TitleEn { get; init; }

    public required SectionKind Kind { get; init; }

    /// <summary>The table that a table section holds.</summary>
    public string? TableId { get; init; }

    /// <summary>Titles met in published reports that mean this section.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>What the text should speak of.</summary>
    public required IReadOnlyList<string> Expects { get; init; }

    public required IReadOnlyList<string> ExpectsEn { get; init; }

    /// <summary>Fewer characters than this are too few to be an answer.</summary>
    public int MinChars { get; init; }
}
