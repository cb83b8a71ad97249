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

    // "1.申请人无正当理由逾期不补正" for the whole of it: enough of a long label to be no other's beginning.
    private const int ShortestBeginning = 8;

    private readonly List<(RowFormat Row, List<string> Forms)> candidates =
    [
        .. rows.Where(row => row.HasFigures && row.Label.Length > 0)
            .Select(row =>
                (row, Labels.Forms(row.Label, row.Aliases).Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).ToList())
            ),
    ];

    private int next;

    public RowFormat? Match(FigureRun run)
    {
        var index = ByEnd(run.Label);
        index = index < 0 ? ByEnd(run.LabelWithoutRemark) : index;
        index = index < 0 ? ByBeginning(run) : index;
        if (index < 0)
        {
            return null;
        }

        next = index + 1;
        return candidates[index].Row;
    }

    private int ByEnd(string label)
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

        return best.Index;
    }

    private int ByBeginning(FigureRun run)
    {
        var own = run.Labels is [.., var last] ? Labels.Normalize(last.Text) : string.Empty;
        if (own.Length < ShortestBeginning)
        {
            return -1;
        }

        var found = candidates
            .Index()
            .Where(pair => pair.Index >= next && pair.Item.Forms.Exists(form => form.StartsWith(own, StringComparison.Ordinal)))
            .Take(2)
            .ToList();
        return found is [var only] ? only.Index : -1;
    }
}
