using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Where each section of one report begins among the items, and what follows its heading on the same line.</summary>
internal sealed class SectionMap
{
    // What a table begins with, should its heading be missing.
    private static readonly Dictionary<string, string[]> Anchors = new(StringComparer.Ordinal)
    {
        ["proactive"] = ["第二十条第一项"],
        ["requests"] = ["本列数据的勾稽关系为", "申请人情况"],
        ["review_litigation"] = ["行政复议"],
    };

    private readonly Dictionary<int, SectionHeading> headings;
    private readonly IReadOnlyList<ImportItem> items;
    private readonly FormatEdition edition;
    private readonly int end;

    private SectionMap(IReadOnlyList<ImportItem> items, FormatEdition edition, ReportBlock? block, int from, int to)
    {
        (this.items, this.edition, From) = (items, edition, from);
        headings = block is null ? [] : new Dictionary<int, SectionHeading>(block.Headings);
        Find(SectionHeading.WithoutNumber, from, to);
        Find(SectionHeading.InOtherWords, from, to);
        Find(Anchor, from, to);
        end = Footer.Start(items, headings.Count == 0 ? from : headings.Values.Max(heading => heading.Body), to);
    }

    /// <summary>The first item that may belong to the report's head.</summary>
    public int From { get; }

    /// <summary>The first item that belongs to a section.</summary>
    public int Start => headings.Count == 0 ? end : headings.Values.Min(heading => heading.Index);

    /// <summary>The item after the last.</summary>
    public int End => end;

    public bool Has(SectionFormat section) => headings.ContainsKey(section.No);

    /// <summary>The items of a section without its heading; none if the section was not found.</summary>
    public IReadOnlyList<ImportItem> Items(SectionFormat section)
    {
        if (!headings.TryGetValue(section.No, out var heading))
        {
            return [];
        }

        var stop = headings.Values.Where(other => other.Index > heading.Index).Select(other => other.Index).DefaultIfEmpty(end).Min();
        var body = items.Skip(heading.Body).Take(Math.Max(0, stop - heading.Body));
        return [.. heading.Rest is { } rest ? body.Prepend(rest) : body];
    }

    /// <summary>One map for each report that the items hold; one for items without any heading.</summary>
    public static IReadOnlyList<SectionMap> Of(IReadOnlyList<ImportItem> items, FormatEdition edition)
    {
        var maps = new List<SectionMap>();
        var blocks = ReportBlock.Of(items, edition);
        var from = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var to = i + 1 < blocks.Count ? Head(items, blocks[i], blocks[i + 1]) : items.Count;
            maps.Add(new SectionMap(items, edition, blocks[i], from, to));
            from = to;
        }

        return maps is [] ? [new SectionMap(items, edition, null, 0, items.Count)] : maps;
    }

    // The head of the report below belongs to it, not to the last section of the one above.
    private static int Head(IReadOnlyList<ImportItem> items, ReportBlock above, ReportBlock below)
    {
        for (var i = above.Headings.Values.Max(heading => heading.Body); i < below.Start; i++)
        {
            if (TitleFinder.Begins(items, i) || MetadataImport.Begins(items[i]))
            {
                return i;
            }
        }

        return below.Start;
    }

    private static SectionHeading? Anchor(ImportItem item, int i, SectionFormat section) =>
        Anchors.TryGetValue(section.Key, out var anchors)
        && Array.Exists(
            anchors,
            anchor => item.Label.Length < anchor.Length + 30 && item.Label.StartsWith(anchor, StringComparison.Ordinal)
        )
            ? new SectionHeading(section.No, i, i, null)
            : null;

    private void Find(Func<ImportItem, int, SectionFormat, SectionHeading?> at, int from, int to)
    {
        foreach (var section in edition.Sections.Where(section => !Has(section)))
        {
            var (first, last) = Bounds(section, from, to);
            for (var i = first; i < last; i++)
            {
                if (at(items[i], i, section) is { } heading)
                {
                    headings[section.No] = heading;
                    break;
                }
            }
        }
    }

    private (int From, int To) Bounds(SectionFormat section, int from, int to) =>
        (
            headings.Values.Where(heading => heading.Section < section.No).Select(heading => heading.Body).DefaultIfEmpty(from).Max(),
            headings.Values.Where(heading => heading.Section > section.No).Select(heading => heading.Index).DefaultIfEmpty(to).Min()
        );
}
