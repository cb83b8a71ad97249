using System.Collections.Concurrent;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>An edition's relations within one report as linear constraints over cell ordinals, worked out once.</summary>
internal sealed class RelationSystem
{
    private static readonly ConcurrentDictionary<FormatEdition, RelationSystem> Known = new();

    private readonly (Constraint Constraint, int Coefficient)[][] byCell;

    private RelationSystem(FormatEdition edition)
    {
        Constraints = [.. edition.Relations.Where(r => r.Scope == RelationScope.Intra).Select((r, i) => Constraint.Of(r, edition, i))];
        byCell =
        [
            .. edition.Cells.Select(cell =>
                Constraints
                    .SelectMany(constraint =>
                        constraint.Terms.Where(term => term.Cell == cell.Ordinal).Select(term => (constraint, term.Coefficient))
                    )
                    .ToArray()
            ),
        ];
        MaxDegree = byCell.Max(list => list.Length);
    }

    public IReadOnlyList<Constraint> Constraints { get; }

    /// <summary>The most constraints that one cell stands in.</summary>
    public int MaxDegree { get; }

    public static RelationSystem For(FormatEdition edition) => Known.GetOrAdd(edition, e => new RelationSystem(e));

    /// <summary>The constraints that a cell stands in, and how.</summary>
    public ReadOnlySpan<(Constraint Constraint, int Coefficient)> Of(int cell) => byCell[cell];

    /// <summary>Constraints that share cells with one, directly or through others: what a repair of it can upset.</summary>
    public IReadOnlyList<Constraint> Component(Constraint start)
    {
        var found = new HashSet<Constraint> { start };
        var open = new Queue<Constraint>([start]);
        while (open.TryDequeue(out var next))
        {
            foreach (var neighbour in next.Terms.SelectMany(term => byCell[term.Cell]).Select(entry => entry.Constraint).Where(found.Add))
            {
                open.Enqueue(neighbour);
            }
        }

        return [.. Constraints.Where(found.Contains)];
    }
}

/// <summary>Σ coefficient × cell (=, ≤, ≥) constant.</summary>
internal sealed class Constraint
{
    public required Relation Relation { get; init; }

    /// <summary>Position among the system's constraints.</summary>
    public required int Index { get; init; }

    public required IReadOnlyList<(int Cell, int Coefficient)> Terms { get; init; }

    public static Constraint Of(Relation relation, FormatEdition edition, int index)
    {
        var terms = relation
            .Left.Select(term => (term.Key, term.Sign))
            .Concat(relation.Right.Select(term => (term.Key, Sign: -term.Sign)))
            .Select(term => (edition.TryGetCell(term.Key, out var cell) ? cell.Ordinal : throw Unknown(relation, term.Key), term.Sign));
        return new Constraint
        {
            Relation = relation,
            Index = index,
            Terms = [.. terms],
        };
    }

    /// <summary>Left side less right side; null if a cell is blank.</summary>
    public decimal? Residual(CellValues cells)
    {
        decimal sum = -Relation.RightConstant;
        foreach (var (cell, coefficient) in Terms)
        {
            if (cells[cell] is not { } value)
            {
                return null;
            }

            sum += coefficient * value;
        }

        return sum;
    }

    /// <summary>Whether the constraint holds when its left side exceeds its right side by so much.</summary>
    public bool Holds(decimal residual) =>
        Relation.Operator switch
        {
            RelationOperator.LessOrEqual => residual <= 0,
            RelationOperator.GreaterOrEqual => residual >= 0,
            _ => residual == 0,
        };

    /// <inheritdoc cref="Holds(decimal)"/>
    public bool Holds(long residual) =>
        Relation.Operator switch
        {
            RelationOperator.LessOrEqual => residual <= 0,
            RelationOperator.GreaterOrEqual => residual >= 0,
            _ => residual == 0,
        };

    private static InvalidOperationException Unknown(Relation relation, CellKey key) =>
        new($"Relation {relation.Id} speaks of a cell '{key}' that its edition has not.");
}
