using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>
/// Finds the smallest sets of cell changes after which every constraint of a component holds. Each step changes a cell of a
/// violated constraint so that one violated constraint of that cell holds; going deeper only when no shallower set does. Bounded, so that a check
/// of hopeless figures is as quick as any: then there is no advice, and the findings stand on their own.
/// </summary>
internal sealed class RepairSearch
{
    private const int MostChanges = 6;
    private const int MostNodes = 12_000;
    private const int MostSolutions = 64;

    private readonly RelationSystem system;
    private readonly FormatEdition edition;
    private readonly IReadOnlyList<Constraint> component;
    private readonly decimal[] values;
    private readonly Dictionary<Constraint, decimal> residuals;
    private readonly Dictionary<int, decimal> changed = [];
    private readonly List<IReadOnlyDictionary<int, decimal>> solutions = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int nodes;

    private RepairSearch(RelationSystem system, FormatEdition edition, IReadOnlyList<Constraint> component, CellValues cells)
    {
        (this.system, this.edition, this.component) = (system, edition, component);
        values = [.. Enumerable.Range(0, cells.Count).Select(i => cells[i] ?? 0)];
        residuals = component.ToDictionary(c => c, c => c.Residual(cells)!.Value);
    }

    /// <summary>Sets of new values by ordinal, all of the one smallest size; none if there is no small one, or a cell is blank or fractional.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<int, decimal>> Run(
        RelationSystem system,
        IReadOnlyList<Constraint> component,
        CellValues cells
    )
    {
        var usable = component
            .SelectMany(c => c.Terms)
            .All(term => cells[term.Cell] is { } value && decimal.IsInteger(value) && Math.Abs(value) <= ContentJson.MaxCount);
        return usable ? new RepairSearch(system, cells.Edition, component, cells).Run() : [];
    }

    private List<IReadOnlyDictionary<int, decimal>> Run()
    {
        for (var size = 1; size <= MostChanges && solutions.Count == 0 && nodes < MostNodes; size++)
        {
            Descend(size);
        }

        return solutions;
    }

    private void Descend(int left)
    {
        if (++nodes > MostNodes || solutions.Count >= MostSolutions)
        {
            return;
        }

        var (violated, count) = MostConstrained();
        if (violated is null)
        {
            Record();
            return;
        }

        // A cell stands in few constraints, so few changes cannot mend many.
        if (left == 0 || count > left * system.MaxDegree)
        {
            return;
        }

        foreach (var (cell, _) in violated.Terms)
        {
            if (!changed.ContainsKey(cell))
            {
                foreach (var delta in Deltas(cell))
                {
                    Try(cell, delta, left);
                }
            }
        }
    }

    // Two wrong cells in one sum hide each other's error there; another sum of the cell alone shows what it is.
    private HashSet<decimal> Deltas(int cell)
    {
        var deltas = new HashSet<decimal>();
        foreach (var constraint in system.Of(cell))
        {
            var residual = residuals[constraint];
            if (!constraint.Holds(residual))
            {
                deltas.Add(-residual / constraint.Terms.First(term => term.Cell == cell).Coefficient);
            }
        }

        return deltas;
    }

    private void Try(int cell, decimal delta, int left)
    {
        var old = values[cell];
        var value = old + delta;
        if (FigureRules.Judge(value, edition.Cells[cell].Column.Kind) != FigureFault.None)
        {
            return;
        }

        changed[cell] = value;
        Set(cell, value);
        Descend(left - 1);
        Set(cell, old);
        changed.Remove(cell);
    }

    private void Set(int cell, decimal value)
    {
        var delta = value - values[cell];
        values[cell] = value;
        foreach (var constraint in system.Of(cell))
        {
            foreach (var term in constraint.Terms)
            {
                if (term.Cell == cell)
                {
                    residuals[constraint] += term.Coefficient * delta;
                }
            }
        }
    }

    private (Constraint? Violated, int Count) MostConstrained()
    {
        Constraint? best = null;
        var count = 0;
        foreach (var constraint in component)
        {
            if (constraint.Holds(residuals[constraint]))
            {
                continue;
            }

            count++;
            best = best is null || constraint.Terms.Count < best.Terms.Count ? constraint : best;
        }

        return (best, count);
    }

    private void Record()
    {
        var solution = new SortedDictionary<int, decimal>(changed);
        if (seen.Add(string.Join(';', solution)))
        {
            solutions.Add(solution);
        }
    }
}
