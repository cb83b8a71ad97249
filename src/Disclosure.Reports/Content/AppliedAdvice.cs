using Disclosure.Reports.Checking;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>A figure that advice changed.</summary>
/// <param name="Cell">Which.</param>
/// <param name="Before">What stood there: null for blank.</param>
/// <param name="After">What stands there now.</param>
/// <param name="Findings">Ids of the findings that advised it.</param>
public sealed record AdvisedCell(CellFormat Cell, decimal? Before, decimal? After, IReadOnlyList<string> Findings);

/// <summary>A finding whose advice contradicts that of another.</summary>
/// <param name="Finding">Its id; its advice was not applied.</param>
/// <param name="Cell">A cell for which both want another figure.</param>
/// <param name="With">The other's id; its advice was applied.</param>
public sealed record AdviceConflict(string Finding, CellFormat Cell, string With);

/// <summary>What following the advice of several findings comes to. Advice is followed wholly or not at all.</summary>
public sealed record AppliedAdvice
{
    private AppliedAdvice() { }

    /// <summary>The content with the figures in place.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>What became different, in the order of the edition.</summary>
    public required IReadOnlyList<AdvisedCell> Changes { get; init; }

    /// <summary>Of two findings that want different figures for one cell the later.</summary>
    public required IReadOnlyList<AdviceConflict> Conflicts { get; init; }

    /// <param name="content">What was checked.</param>
    /// <param name="findings">What the check found in it, most important first; those without a patch change nothing.</param>
    public static AppliedAdvice Of(ReportContent content, IEnumerable<Finding> findings)
    {
        var wanted = new SortedDictionary<int, (decimal? Value, List<string> Findings)>();
        var conflicts = new List<AdviceConflict>();
        foreach (var finding in findings)
        {
            var patch = Cells(content.Edition, finding.Advice?.Patch ?? []);
            if (patch.Find(p => wanted.TryGetValue(p.Cell.Ordinal, out var other) && other.Value != p.Value) is { Cell: { } cell })
            {
                conflicts.Add(new AdviceConflict(finding.Id, cell, wanted[cell.Ordinal].Findings[0]));
                continue;
            }

            foreach (var (key, value) in patch)
            {
                if (wanted.TryGetValue(key.Ordinal, out var same))
                {
                    same.Findings.Add(finding.Id);
                }
                else
                {
                    wanted[key.Ordinal] = (value, [finding.Id]);
                }
            }
        }

        var cells = content.Edition.Cells;
        return new AppliedAdvice
        {
            Content = content with
            {
                Cells = content.Cells.With(wanted.Select(want => KeyValuePair.Create(cells[want.Key].Key, want.Value.Value))),
            },
            Changes =
            [
                .. wanted
                    .Where(want => content.Cells[want.Key] != want.Value.Value)
                    .Select(want => new AdvisedCell(cells[want.Key], content.Cells[want.Key], want.Value.Value, want.Value.Findings)),
            ],
            Conflicts = conflicts,
        };
    }

    private static List<(CellFormat Cell, decimal? Value)> Cells(FormatEdition edition, IEnumerable<CellPatch> patch) =>
        [
            .. patch.Select(p =>
                edition.TryGetCell(p.Key, out var cell)
                    ? (cell, p.Value)
                    : throw new ArgumentException(
                        $"Advice speaks of a cell '{p.Key}' that edition {edition.Edition} has not.",
                        nameof(patch)
                    )
            ),
        ];
}
