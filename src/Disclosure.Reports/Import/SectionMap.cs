using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Where each section begins among the items, and what follows its heading on the same line.</summary>
internal sealed class SectionMap
{
    private static readonly string[] Numbers = ["一", "二", "三", "四", "五", "六"];

    // What a table begins with, should its heading be missing.
    private static readonly Dictionary<string, string[]> Anchors = new(StringComparer.Ordinal)
    {
        ["proactive"] = ["第二十条第一项"],
        ["requests"] = ["本列数据的勾稽关系为", "申请人情况"],
        ["review_litigation"] = ["行政复议"],
    };

    private readonly Dictionary<string, Heading> headings;
    private readonly IReadOnlyList<ImportItem> items;
    private readonly int end;

    private SectionMap(IReadOnlyList<ImportItem> items, Dictionary<string, Heading> headings, int end) =>
        (this.items, this.headings, this.end) = (items, headings, end);

    /// <summary>The first item that belongs to a section.</summary>
    public int Start => headings.Count == 0 ? end : headings.Values.Min(heading => heading.Index);

    public bool Has(string section) => headings.ContainsKey(section);

    /// <summary>The items of a section without its heading; none if the section was not found.</summary>
    public IReadOnlyList<ImportItem> Items(string section)
    {
        if (!headings.TryGetValue(section, out var heading))
        {
            return [];
        }

        var stop = headings.Values.Where(other => other.Index > heading.Index).Select(other => other.Index).DefaultIfEmpty(end).Min();
        var body = items.Skip(heading.Body).Take(Math.Max(0, stop - heading.Body));
        return [.. heading.Rest is { } rest ? body.Prepend(rest) : body];
    }

    public static SectionMap Of(IReadOnlyList<ImportItem> items, FormatEdition edition)
    {
        var found = new Dictionary<string, Heading>(StringComparer.Ordinal);

        // From the back: a list of contents at the top names the same headings, and the last of each is the real one.
        var before = items.Count;
        foreach (var section in edition.Sections.Reverse())
        {
            for (var i = before - 1; i >= 0; i--)
            {
                if (At(items, i, section) is { } heading)
                {
                    found[section.Key] = heading;
                    before = i;
                    break;
                }
            }
        }

        AddBare(items, edition, found);
        AddAnchors(items, edition, found);
        var last = found.Count == 0 ? 0 : found.Values.Max(heading => heading.Body);
        return new SectionMap(items, found, Footer.Start(items, last));
    }

    private static Heading? At(IReadOnlyList<ImportItem> items, int i, SectionFormat section)
    {
        var number = Numbers[section.No - 1];
        var item = items[i];
        if (!item.Flat.StartsWith(number, StringComparison.Ordinal) && !item.Flat.StartsWith($"第{number}", StringComparison.Ordinal))
        {
            return null;
        }

        var titles = section.Aliases.Prepend(section.Title).Select(Labels.Normalize).ToList();
        if (titles.Contains(item.Label, StringComparer.Ordinal))
        {
            return new Heading(i, i + 1, null);
        }

        // Broken over two lines.
        if (i + 1 < items.Count && item.Label.Length >= 4 && titles.Contains(item.Label + items[i + 1].Label, StringComparer.Ordinal))
        {
            return new Heading(i, i + 2, null);
        }

        // The text goes on behind the heading.
        var cut = item.Text.IndexOfAny([' ', '\u3000', '：', ':', '。']);
        return cut > 0 && titles.Contains(Labels.Normalize(item.Text[..cut]), StringComparer.Ordinal)
            ? new Heading(i, i + 1, new ImportItem(TextItems.Clean(item.Text[(cut + 1)..]), item.Line, item.Row))
            : null;
    }

    // Automatic numbers of a word processor are lost on the way; (二)主动公开政府信息情况 is a heading within section one.
    private static void AddBare(IReadOnlyList<ImportItem> items, FormatEdition edition, Dictionary<string, Heading> found)
    {
        foreach (var section in edition.Sections.Where(s => !found.ContainsKey(s.Key)))
        {
            var titles = Labels.Forms(section.Title, section.Aliases).ToHashSet(StringComparer.Ordinal);
            var (from, to) = Bounds(items, edition, section, found);
            for (var i = from; i < to; i++)
            {
                if (!items[i].Flat.StartsWith('(') && titles.Contains(items[i].Label))
                {
                    found[section.Key] = new Heading(i, i + 1, null);
                    break;
                }
            }
        }
    }

    private static (int From, int To) Bounds(
        IReadOnlyList<ImportItem> items,
        FormatEdition edition,
        SectionFormat section,
        Dictionary<string, Heading> found
    )
    {
        var known = edition.Sections.Where(s => found.ContainsKey(s.Key)).ToList();
        return (
            known.Where(s => s.No < section.No).Select(s => found[s.Key].Body).DefaultIfEmpty(0).Max(),
            known.Where(s => s.No > section.No).Select(s => found[s.Key].Index).DefaultIfEmpty(items.Count).Min()
        );
    }

    private static void AddAnchors(IReadOnlyList<ImportItem> items, FormatEdition edition, Dictionary<string, Heading> found)
    {
        foreach (var section in edition.Sections.Where(s => s.Kind == SectionKind.Table && !found.ContainsKey(s.Key)))
        {
            var (from, to) = Bounds(items, edition, section, found);
            for (var i = from; i < to; i++)
            {
                if (
                    Array.Exists(
                        Anchors[section.Key],
                        anchor => items[i].Label.StartsWith(anchor, StringComparison.Ordinal) && items[i].Label.Length < anchor.Length + 30
                    )
                )
                {
                    found[section.Key] = new Heading(i, i, null);
                    break;
                }
            }
        }
    }

    /// <param name="Index">The heading's item.</param>
    /// <param name="Body">The first item after it.</param>
    /// <param name="Rest">What stood behind the heading on its line.</param>
    private sealed record Heading(int Index, int Body, ImportItem? Rest);
}
