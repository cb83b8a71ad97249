using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>
/// Finds the row that a label names. Labels carry what stood before them (heads, the number of the group), so a row is known
/// by the end of the label; rows come in the form's order.
/// </summary>
internal sealed class RowMatcher(IReadOnlyList<RowFormat> rows)
{
    // A form of two or three characters (总计, 其他) is also a column's head: it counts only where that row is due.
    private const int ShortForm = 4;

    private readonly List<(RowFormat Row, List<string> Forms)> candidates =
    [
        .. rows.Where(row => row.HasFigures && row.Label.Length > 0)
            .Select(row =>
                (row, Labels.Forms(row.Label, row.Aliases).Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).ToList())
            ),
    ];

    private int next;

    public RowFormat? Match(string label)
    {
        var best = (Index: -1, Length: 0);
        for (var i = next; i < candidates.Count; i++)
        {
            var length = candidates[i]
                .Forms.Where(form => label.EndsWith(form, StringComparison.Ordinal) && (form.Length >= ShortForm || i == next))
                .Select(form => form.Length)
                .DefaultIfEmpty()
                .Max();
            best = length > best.Length ? (i, length) : best;
        }

        if (best.Index < 0)
        {
            return null;
        }

        next = best.Index + 1;
        return candidates[best.Index].Row;
    }
}
