using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Figures;

/// <summary>
/// Finds the smallest sets of cell changes after which every constraint of a component holds. Each step changes a cell of a
/// violated constraint so that one violated constraint of that cell holds; going deeper only when no shallower set does. Bounded,
/// so that a check of hopeless figures is as quick as any: then there is no advice, and the findings stand on their own.
/// </summary>
internal sealed class RepairSearch
{
    private const int MostChanges = 6;
    private const int MostNodes = 8_000;
    private const int MostSolutions = 64;

    private readonly RelationSystem system;
    private readonly FormatEdition edition;
    private readonly IReadOnlyList<Constraint> component;

    // Whole numbers throughout: decimals would take most of a check's time here.
    private readonly long[] values;
    private readonly long[] residuals;
    private readonly bool[] changed;
    private readonly Stack<int> path = new();
    private readonly List<IReadOnlyDictionary<int, decimal>> solutions = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int violatedCount;
    private int nodes;

    private RepairSearch(RelationSystem system, IReadOnlyList<Constraint> component, CellValues cells)
    {
        (this.system, this.component) = (system, component);
        edition = cells.Edition;
        values = [.. Enumerable.Range(0, cells.Count).Select(i => (long)(cells[i] ?? 0))];
        changed = new bool[values.Length];
        residuals = new long[system.Constraints.Count];
        foreach (var constraint in component)
        {
            residuals[constraint.Index] = (long)constraint.Residual(cells)!.Value;
            violatedCount += constraint.Holds(residuals[constraint.Index]) ? 0 : 1;
        }
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
        return usable ? new RepairSearch(system, component, cells).Run() : [];
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

        if (violatedCount == 0)
        {
            Record();
            return;
        }

        var violated = MostConstrained();
        foreach (var (cell, _) in violated.Terms)
        {
            if (!changed[cell])
            {
                TryDeltas(cell, left);
            }
        }
    }

    // Two wrong cells in one sum hide each other's error there; another sum of the cell alone shows what it is.
    private void TryDeltas(int cell, int left)
    {
        Span<long> tried = stackalloc long[system.MaxDegree];
        var number = 0;
        var mends = 0;
        foreach (var (constraint, coefficient) in system.Of(cell))
        {
            if (constraint.Holds(residuals[constraint.Index]))
            {
                continue;
            }

            mends++;
            var delta = -residuals[constraint.Index] / coefficient;
            if (!tried[..number].Contains(delta))
            {
                tried[number++] = delta;
            }
        }

        // The last change must mend all that is left.
        if (left > 1 || mends == violatedCount)
        {
            foreach (var delta in tried[..number])
            {
                Try(cell, delta, left);
            }
        }
    }

    private void Try(int cell, long delta, int left)
    {
        if (FigureRules.Judge(values[cell] + delta, edition.Cells[cell].Column.Kind) != FigureFault.None)
        {
            return;
        }

        changed[cell] = true;
        path.Push(cell);
        Add(cell, delta);

        // A cell stands in few constraints, so few changes cannot mend many.
        if (violatedCount <= (left - 1) * system.MaxDegree)
        {
            Descend(left - 1);
        }

        Add(cell, -delta);
        path.Pop();
        changed[cell] = false;
    }

    private void Add(int cell, long delta)
    {
        values[cell] += delta;
        foreach (var (constraint, coefficient) in system.Of(cell))
        {
            ref var residual = ref residuals[constraint.Index];
            violatedCount -= constraint.Holds(residual) ? 0 : 1;
            residual += coefficient * delta;
            violatedCount += constraint.Holds(residual) ? 0 : 1;
        }
    }

    // The violated constraint with the fewest cells to try.
    private Constraint MostConstrained()
    {
        Constraint? best = null;
        foreach (var constraint in component)
        {
            if (!constraint.Holds(residuals[constraint.Index]) && (best is null || constraint.Terms.Count < best.Terms.Count))
            {
                best = constraint;
            }
        }

        return best!;
    }

    private void Record()
    {
        var solution = new SortedDictionary<int, decimal>(path.ToDictionary(cell => cell, cell => (decimal)values[cell]));
        if (seen.Add(string.Join(';', solution)))
        {
            solutions.Add(solution);
        }
    }
}
