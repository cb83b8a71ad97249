namespace Disclosure.Reports.Formats;

public enum GridCellKind
{
    /// <summary>A figure stands here; <see cref="GridCell.Key"/> says which.</summary>
    Value,

    /// <summary>Heads one or more columns.</summary>
    ColumnHead,

    /// <summary>Heads one or more rows.</summary>
    RowHead,

    /// <summary>Heads a part of a table, across its whole width.</summary>
    PartHead,

    /// <summary>The official remark in the corner.</summary>
    Note,
}

/// <summary>A cell of a table's printed grid, spans included. Rows and columns count from 0.</summary>
public sealed record GridCell
{
    public required int Row { get; init; }

    public required int Col { get; init; }

    public required int RowSpan { get; init; }

    public required int ColSpan { get; init; }

    public required GridCellKind Kind { get; init; }

    /// <summary>The printed label; null where a figure stands.</summary>
    public string? Text { get; init; }

    public string? Part { get; init; }

    public string? RowKey { get; init; }

    public string? ColKey { get; init; }

    /// <summary>The column group that a spanning column head stands for.</summary>
    public string? GroupKey { get; init; }

    /// <summary>Set exactly when <see cref="Kind"/> is <see cref="GridCellKind.Value"/>.</summary>
    public CellKey? Key { get; init; }
}

/// <summary>A table's printed grid, cells in reading order.</summary>
public sealed record GridLayout
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Rows of column heads at the top; 0 for a table of parts, whose heads are inside.</summary>
    public required int HeaderRows { get; init; }

    /// <summary>Columns of row heads at the left.</summary>
    public required int StubColumns { get; init; }

    public required IReadOnlyList<GridCell> Cells { get; init; }
}
