using Disclosure.Reports;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Report;

/// <summary>What a reviewer is shown in place: findings by their number in the list, and figures that changed.</summary>
internal sealed class ReportMarks
{
    public static readonly ReportMarks None = new([], []);

    private readonly Dictionary<CellKey, CellMark> cells = [];
    private readonly List<TextMark> texts = [];
    private readonly Dictionary<string, List<FindingRef>> metadata = new(StringComparer.Ordinal);

    public ReportMarks(IReadOnlyList<Finding> findings, IReadOnlyList<ContentChange> changes)
    {
        for (var index = 0; index < findings.Count; index++)
        {
            var reference = new FindingRef(index + 1, findings[index].Severity);
            foreach (var place in findings[index].Places)
            {
                Add(reference, place);
            }
        }

        foreach (var change in changes.OfType<ContentChange.Cell>())
        {
            cells[change.Key] = (Of(change.Key) ?? CellMark.Nothing) with { IsChanged = true, Before = change.Before };
        }
    }

    public CellMark? Of(CellKey key) => cells.GetValueOrDefault(key);

    /// <summary>Marks in a text, by its key (title, preamble, overview, problems, other).</summary>
    public IReadOnlyList<TextMark> InText(string key) =>
        [.. texts.Where(mark => string.Equals(mark.Section, key, StringComparison.Ordinal))];

    public IReadOnlyList<FindingRef> OfMetadata(string key) => metadata.GetValueOrDefault(key) ?? [];

    private void Add(FindingRef reference, FindingPlace place)
    {
        switch (place)
        {
            case FindingPlace.Cell(var key):
                var mark = Of(key) ?? CellMark.Nothing;
                cells[key] = mark with { Findings = [.. mark.Findings, reference] };
                break;
            case FindingPlace.Text(var section, var start, var length):
                texts.Add(new TextMark(section, start, length, reference));
                break;
            case FindingPlace.Metadata(var field):
                if (!metadata.TryGetValue(field, out var list))
                {
                    metadata[field] = list = [];
                }

                list.Add(reference);
                break;
        }
    }
}

/// <summary>A finding as the report refers to it.</summary>
/// <param name="Number">Its number in the list, from 1.</param>
/// <param name="Severity">How grave it is.</param>
internal sealed record FindingRef(int Number, Severity Severity)
{
    public string CssClass => Severity.ToString().ToLowerInvariant();
}

internal sealed record CellMark(IReadOnlyList<FindingRef> Findings, bool IsChanged, decimal? Before)
{
    public static readonly CellMark Nothing = new([], IsChanged: false, Before: null);

    public string CssClass =>
        (Findings.Count == 0 ? "figure" : $"figure marked {Findings.MaxBy(finding => finding.Severity)!.CssClass}")
        + (IsChanged ? " changed" : "");
}

/// <param name="Start">UTF-16 offset in the section's text.</param>
/// <param name="Length">0 for the text as a whole.</param>
internal sealed record TextMark(string Section, int Start, int Length, FindingRef Finding);
