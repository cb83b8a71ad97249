using System.Collections.Concurrent;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>An edition's relations within one report as linear constraints over cell ordinals, worked out once.</summary>
internal sealed class RelationSystem
{
    private static readonly ConcurrentDictionary<FormatEdition, RelationSystem> Known = new();

    private readonly List<Constraint>[] byCell;

    private RelationSystem(FormatEdition edition)
    {
        Constraints = [.. edition.Relations.Where(r => r.Scope == RelationScope.Intra).Select(r => Constraint.Of(r, edition))];
        byCell = [.. Enumerable.Range(0, edition.Cells.Count).Select(_ => new List<Constraint>())];
        foreach (var constraint in Constraints)
        {
            foreach (var (cell, _) in constraint.Terms)
            {
                byCell[cell].Add(constraint);
            }
        }

        MaxDegree = byCell.Max(list => list.Count);
    }

    public IReadOnlyList<Constraint> Constraints { get; }

    /// <summary>The most constraints that one cell stands in.</summary>
    public int MaxDegree { get; }

    public static RelationSystem For(FormatEdition edition) => Known.GetOrAdd(edition, e => new RelationSystem(e));

    public IReadOnlyList<Constraint> Of(int cell) => byCell[cell];

    /// <summary>Constraints that share cells with one, directly or through others: what a repair of it can upset.</summary>
    public IReadOnlyList<Constraint> Component(Constraint start)
    {
        var found = new HashSet<Constraint> { start };
        var open = new Queue<Constraint>([start]);
        while (open.TryDequeue(out var next))
        {
            foreach (var neighbour in next.Terms.SelectMany(term => byCell[term.Cell]).Where(found.Add))
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

    public required IReadOnlyList<(int Cell, int Coefficient)> Terms { get; init; }

    public static Constraint Of(Relation relation, FormatEdition edition)
    {
        var terms = relation
            .Left.Select(term => (term.Key, term.Sign))
            .Concat(relation.Right.Select(term => (term.Key, Sign: -term.Sign)))
            .Select(term => (edition.TryGetCell(term.Key, out var cell) ? cell.Ordinal : throw Unknown(relation, term.Key), term.Sign));
        return new Constraint { Relation = relation, Terms = [.. terms] };
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

    public bool Holds(decimal residual) =>
        Relation.Operator switch
        {
            RelationOperator.LessOrEqual => residual <= 0,
            RelationOperator.GreaterOrEqual => residual >= 0,
            _ => residual == 0,
        };

    private static InvalidOperationException Unknown(Relation relation, CellKey key) =>
        new($"Relation {relation.Id} speaks of a cell '{key}' that its edition has not.");
}
