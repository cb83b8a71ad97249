using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>A figure that was taken over from last year's report.</summary>
/// <param name="Cell">Where it went.</param>
/// <param name="Before">What stood there: null for blank.</param>
/// <param name="After">What stands there now.</param>
public sealed record CarriedCell(CellFormat Cell, decimal? Before, decimal After);

/// <summary>A cell that follows from last year's report and was left as it is.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="Value">What last year's report gives for it; null if it gives nothing.</param>
public sealed record SkippedCell(CellFormat Cell, SkipReason Reason, decimal? Value);

/// <summary>Why a cell was left alone.</summary>
public enum SkipReason
{
    /// <summary>It holds that figure already.</summary>
    AlreadyRight,

    /// <summary>The drafter has put another figure there.</summary>
    HasValue,

    /// <summary>Last year's report has no figure for it.</summary>
    BlankLastYear,

    /// <summary>Last year's form had no corresponding cell.</summary>
    NoCounterpart,

    /// <summary>Last year's figures lead to one that the cell cannot hold, such as a negative count.</summary>
    Impossible,
}

/// <summary>
/// Fills what a draft takes over from last year's report: what was carried out is carried in, and last year's balances are this year's
/// starting points. What follows from what is not known here but read from the edition's year-on-year relations.
/// </summary>
public sealed record CarryForward
{
    private CarryForward() { }

    /// <summary>The draft with the figures in place.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>In the order of the edition.</summary>
    public required IReadOnlyList<CarriedCell> Filled { get; init; }

    /// <summary>In the order of the edition.</summary>
    public required IReadOnlyList<SkippedCell> Skipped { get; init; }

    /// <param name="draft">This year's draft.</param>
    /// <param name="previous">Last year's report, of the same or an earlier edition.</param>
    /// <param name="overwrite">Also where the draft holds another figure than 0; otherwise such cells are left alone.</param>
    public static CarryForward Into(ReportContent draft, ReportContent previous, bool overwrite)
    {
        var filled = new List<CarriedCell>();
        var skipped = new List<SkippedCell>();
        foreach (var (cell, relation) in Targets(draft.Edition))
        {
            var now = draft.Cells[cell.Ordinal];
            var (value, reason) = Value(relation, cell, draft.Cells, previous.Cells);
            reason ??=
                now == value ? SkipReason.AlreadyRight
                : now is null or 0 || overwrite ? null
                : SkipReason.HasValue;
            if (reason is { } why)
            {
                skipped.Add(new SkippedCell(cell, why, value));
            }
            else
            {
                filled.Add(new CarriedCell(cell, now, value!.Value));
            }
        }

        return new CarryForward
        {
            Content = draft with { Cells = draft.Cells.With(filled.Select(f => KeyValuePair.Create(f.Cell.Key, (decimal?)f.After))) },
            Filled = filled,
            Skipped = skipped,
        };
    }

    // A relation that says what one cell of this year is, or is at most: the bound of a balance is where it starts.
    private static IEnumerable<(CellFormat Cell, Relation Relation)> Targets(FormatEdition edition) =>
        from relation in edition.Relations
        where relation is { Scope: RelationScope.PriorYear, Operator: RelationOperator.Equal or RelationOperator.LessOrEqual }
        where relation.Left is [{ YearOffset: 0, Sign: 1 }]
        let cell = edition.TryGetCell(relation.Left[0].Key, out var found) ? found : null
        where cell is not null
        orderby cell.Ordinal
        select (cell, relation);

    private static (decimal? Value, SkipReason? Reason) Value(Relation relation, CellFormat cell, CellValues draft, CellValues previous)
    {
        if (!relation.ValidAcrossEditions && !ReferenceEquals(draft.Edition, previous.Edition))
        {
            return (null, SkipReason.NoCounterpart);
        }

        var value = relation.RightConstant;
        foreach (var term in relation.Right)
        {
            if (term.YearOffset == 0)
            {
                // What this year adds or takes away is nothing until the drafter fills it in.
                value += term.Sign * (draft[term.Key] ?? 0);
            }
            else if (!previous.TryGet(term.Key, out var last))
            {
                return (null, SkipReason.NoCounterpart);
            }
            else if (last is null)
            {
                return (null, SkipReason.BlankLastYear);
            }
            else
            {
                value += term.Sign * last.Value;
            }
        }

        return FigureRules.Judge(value, cell.Column.Kind) == FigureFault.None ? (value, null) : (null, SkipReason.Impossible);
    }
}
