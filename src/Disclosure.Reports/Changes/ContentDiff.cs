using Disclosure.Reports.Content;

namespace Disclosure.Reports.Changes;

/// <summary>What changed between two revisions.</summary>
public static class ContentDiff
{
    private static readonly Dictionary<string, (string Zh, string En)> SectionLabels = new(StringComparer.Ordinal)
    {
        [ReportSections.PreambleKey] = ("引言", "Preamble"),
    };

    /// <summary>Title, metadata, texts, then cells in the order of the report; empty if nothing changed.</summary>
    /// <exception cref="ArgumentException">The two are of different editions: their cells cannot be compared.</exception>
    public static IReadOnlyList<ContentChange> Between(ReportContent before, ReportContent after)
    {
        if (!ReferenceEquals(before.Edition, after.Edition))
        {
            throw new ArgumentException("Revisions of one report are of one edition.", nameof(after));
        }

        return [.. Texts(before, after), .. Cells(before, after)];
    }

    private static IEnumerable<ContentChange> Texts(ReportContent before, ReportContent after)
    {
        if (Text("title", "标题", "Title", before.Title, after.Title) is { } title)
        {
            yield return title;
        }

        foreach (var field in MetadataField.All)
        {
            if (
                Text($"metadata/{field.Key}", field.Label, field.LabelEn, field.Get(before.Metadata), field.Get(after.Metadata)) is
                { } change
            )
            {
                yield return change;
            }
        }

        foreach (var ((key, old), (_, @new)) in before.Sections.InOrder().Zip(after.Sections.InOrder()))
        {
            var (zh, en) = SectionLabels.TryGetValue(key, out var label) ? label : Official(before, key);
            if (Text($"sections/{key}", zh, en, old, @new) is { } change)
            {
                yield return change;
            }
        }
    }

    private static (string Zh, string En) Official(ReportContent content, string key)
    {
        var section = content.Edition.Section(key);
        return (section.Title, section.TitleEn);
    }

    private static ContentChange.Text? Text(string field, string zh, string en, string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal)
            ? null
            : new ContentChange.Text(field, TextDiff.Between(before, after)) { LabelZh = zh, LabelEn = en };

    private static IEnumerable<ContentChange> Cells(ReportContent before, ReportContent after) =>
        before
            .Edition.Cells.Where(cell => before.Cells[cell.Ordinal] != after.Cells[cell.Ordinal])
            .Select(cell => new ContentChange.Cell(cell.Key, before.Cells[cell.Ordinal], after.Cells[cell.Ordinal])
            {
                LabelZh = cell.Label,
                LabelEn = cell.LabelEn,
            });
}
