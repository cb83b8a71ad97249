using System.Runtime.InteropServices;

namespace Disclosure.Reports.Changes;

/// <summary>One step from an old sequence to a new one. <paramref name="Index"/> is into the new one if added, else into the old.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EditStep(SegmentKind Kind, int Index);

/// <summary>
/// A shortest edit script by Myers' greedy algorithm. Sequences that differ in more than <see cref="MostEdits"/> places are
/// said to be replaced: its memory grows with the square of the differences, and nobody reads such a comparison.
/// </summary>
internal static class EditScript
{
    private const int MostEdits = 800;

    public static List<EditStep> Between<T>(List<T> old, List<T> @new, IEqualityComparer<T> equality)
    {
        var prefix = 0;
        while (prefix < old.Count && prefix < @new.Count && equality.Equals(old[prefix], @new[prefix]))
        {
            prefix++;
        }

        var suffix = 0;
        while (suffix < old.Count - prefix && suffix < @new.Count - prefix && equality.Equals(old[^(suffix + 1)], @new[^(suffix + 1)]))
        {
            suffix++;
        }

        var steps = Enumerable.Range(0, prefix).Select(i => new EditStep(SegmentKind.Kept, i)).ToList();
        steps.AddRange(Middle(old, @new, prefix, suffix, equality));
        steps.AddRange(Enumerable.Range(old.Count - suffix, suffix).Select(i => new EditStep(SegmentKind.Kept, i)));
        return steps;
    }

    private static IEnumerable<EditStep> Middle<T>(List<T> old, List<T> @new, int prefix, int suffix, IEqualityComparer<T> equality)
    {
        var (oldEnd, newEnd) = (old.Count - suffix, @new.Count - suffix);
        var trace = Trace(old, @new, prefix, oldEnd, newEnd, equality);
        if (trace is null)
        {
            var removed = Enumerable.Range(prefix, oldEnd - prefix).Select(i => new EditStep(SegmentKind.Removed, i));
            return removed.Concat(Enumerable.Range(prefix, newEnd - prefix).Select(i => new EditStep(SegmentKind.Added, i)));
        }

        return Walk(trace, oldEnd - prefix, newEnd - prefix, prefix);
    }

    // The furthest reach on each diagonal after 0, 1, 2 … edits; null if there are too many.
    private static List<int[]>? Trace<T>(List<T> old, List<T> @new, int from, int oldEnd, int newEnd, IEqualityComparer<T> equality)
    {
        var (n, m) = (oldEnd - from, newEnd - from);
        var most = Math.Min(n + m, MostEdits);
        var reach = new int[(2 * most) + 3];
        var middle = most + 1;
        var trace = new List<int[]>();
        for (var edits = 0; edits <= most; edits++)
        {
            trace.Add(reach[(middle - edits - 1)..(middle + edits + 2)]);
            for (var k = -edits; k <= edits; k += 2)
            {
                var down = k == -edits || (k != edits && reach[middle + k - 1] < reach[middle + k + 1]);
                var x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                while (x < n && x - k < m && equality.Equals(old[from + x], @new[from + x - k]))
                {
                    x++;
                }

                reach[middle + k] = x;
                if (x >= n && x - k >= m)
                {
                    return trace;
                }
            }
        }

        return null;
    }

    private static List<EditStep> Walk(List<int[]> trace, int n, int m, int from)
    {
        var steps = new List<EditStep>();
        var (x, y) = (n, m);
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            // What was stored before round d covers the diagonals -d-1 … d+1.
            var (reach, middle) = (trace[edits], edits + 1);
            var k = x - y;
            var down = k == -edits || (k != edits && reach[middle + k - 1] < reach[middle + k + 1]);
            var previousK = down ? k + 1 : k - 1;
            var previousX = edits == 0 ? 0 : reach[middle + previousK];
            var previousY = edits == 0 ? 0 : previousX - previousK;
            while (x > previousX && y > previousY)
            {
                steps.Add(new EditStep(SegmentKind.Kept, from + --x));
                y--;
            }

            if (edits > 0)
            {
                steps.Add(down ? new EditStep(SegmentKind.Added, from + --y) : new EditStep(SegmentKind.Removed, from + --x));
            }
        }

        steps.Reverse();
        return steps;
    }
}
