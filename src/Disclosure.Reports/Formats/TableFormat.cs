namespace Disclosure.Reports.Formats;

/// <summary>A table of the edition: its printed grid, and its logical parts, rows and columns.</summary>
public sealed record TableFormat
{
    /// <summary>proactive, requests, review_litigation.</summary>
    public required string Id { get; init; }

    /// <summary>The section (2–4) that the table is.</summary>
    public required int SectionNo { get; init; }

    public required GridLayout Grid { get; init; }

    /// <summary>The logical content. A table without parts has one part whose id is null.</summary>
    public required IReadOnlyList<PartFormat> Parts { get; init; }

    public required IReadOnlyList<ColumnGroup> ColumnGroups { get; init; }
}

/// <summary>A block of rows under its own column heads.</summary>
public sealed record PartFormat
{
    /// <summary>art20_1 …; null for a table that is not divided.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? TitleEn { get; init; }

    public required IReadOnlyList<RowFormat> Rows { get; init; }

    public required IReadOnlyList<ColumnFormat> Columns { get; init; }
}

public sealed record RowFormat
{
    public required string Key { get; init; }

    /// <summary>The official label; empty where the table prints none.</summary>
    public required string Label { get; init; }

    public required string LabelEn { get; init; }

    /// <summary>The row that this one is a kind of.</summary>
    public string? Parent { get; init; }

    public int Level { get; init; }

    /// <summary>False for a heading row without figures of its own.</summary>
    public required bool HasFigures { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }
}

public enum FigureKind
{
    /// <summary>A whole number, 0 or more.</summary>
    Count,

    /// <summary>A whole number that may be negative (本年增/减).</summary>
    SignedCount,

    /// <summary>An amount of money, 0 or more, decimals allowed.</summary>
    Amount,
}

public sealed record ColumnFormat
{
    public required string Key { get; init; }

    public required string Label { get; init; }

    public required string LabelEn { get; init; }

    public required FigureKind Kind { get; init; }

    /// <summary>The unit that the label gives for an amount.</summary>
    public string? Unit { get; init; }

    /// <summary>The heads above and including this one, outermost first; empty where the label stands alone.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    public string? Group { get; init; }
}

public sealed record ColumnGroup(string Key, string Label, string LabelEn, IReadOnlyList<string> Children);

/// <summary>One figure of an edition: its key and what it is called.</summary>
public sealed record CellFormat
{
    public required CellKey Key { get; init; }

    /// <summary>Position in the edition's order, from 0.</summary>
    public required int Ordinal { get; init; }

    public required TableFormat Table { get; init; }

    public required PartFormat Part { get; init; }

    public required RowFormat Row { get; init; }

    public required ColumnFormat Column { get; init; }

    /// <summary>Row and column in words, as in “一、本年新收政府信息公开申请数量 / 自然人”.</summary>
    public required string Label { get; init; }

    public required string LabelEn { get; init; }
}
