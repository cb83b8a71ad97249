using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>
/// One report among what a page holds: headings in the order of the form. A list of contents names the same headings, above, below or
/// beside the report; what has something under its headings is the report.
/// </summary>
/// <param name="Headings">By section, the first of each.</param>
/// <param name="Start">Its first heading's item.</param>
/// <param name="End">The item after its last.</param>
internal sealed record ReportBlock(IReadOnlyDictionary<int, SectionHeading> Headings, int Start, int End)
{
    // Between headings that are links one above the other there is next to nothing.
    private const int MostBetweenLinks = 2;
    private const double LeastShare = 0.25;
    private const int MostOfWords = 3_001;
    private const int MostFigures = 300;
    private const int FigureWeight = 20;

    /// <summary>The reports in order; empty if no heading was found.</summary>
    public static IReadOnlyList<ReportBlock> Of(IReadOnlyList<ImportItem> items, FormatEdition edition)
    {
        var numbered = Of(items, Chains(items, i => SectionHeading.Official(items, i, edition)));
        if (numbered.Exists(block => block.Weight(items) > MostOfWords))
        {
            return numbered;
        }

        // Nothing but words under the headings: they may be links, and the report's own headings have lost their numbers.
        var any = Of(items, Chains(items, i => SectionHeading.Official(items, i, edition) ?? WithoutNumber(items, i, edition)));
        return any.Exists(block => block.Weight(items) > MostOfWords) ? any : numbered;
    }

    private static SectionHeading? WithoutNumber(IReadOnlyList<ImportItem> items, int i, FormatEdition edition) =>
        edition
            .Sections.Select(section => SectionHeading.WithoutNumber(items[i], i, section))
            .FirstOrDefault(heading => heading is not null);

    private static List<ReportBlock> Of(IReadOnlyList<ImportItem> items, List<List<SectionHeading>> chains)
    {
        var blocks = Joined([
            .. chains.Select(
                (chain, i) =>
                    new ReportBlock(
                        chain.ToDictionary(heading => heading.Section),
                        chain[0].Index,
                        i + 1 < chains.Count ? chains[i + 1][0].Index : items.Count
                    )
            ),
        ]);
        var weights = blocks.ConvertAll(block => block.Weight(items));
        var least = weights.DefaultIfEmpty().Max() * LeastShare;
        return [.. blocks.Where((_, i) => weights[i] >= least)];
    }

    private static List<List<SectionHeading>> Chains(IReadOnlyList<ImportItem> items, Func<int, SectionHeading?> at)
    {
        var chains = new List<List<SectionHeading>>();
        for (var i = 0; i < items.Count; i++)
        {
            if (at(i) is not { } heading)
            {
                continue;
            }

            if (chains is [] || heading.Section < chains[^1][^1].Section)
            {
                chains.Add([heading]);
            }
            else if (heading.Section > chains[^1][^1].Section)
            {
                chains[^1].Add(heading);
            }
            else if (i - chains[^1][^1].Body <= MostBetweenLinks)
            {
                // Said twice: the second has the section under it. Far from the first it heads the rest of a table.
                chains[^1][^1] = heading;
            }

            i = heading.Body - 1;
        }

        return chains;
    }

    // Sections out of order are one report, if there is something under them; the same sections again are another.
    private static List<ReportBlock> Joined(List<ReportBlock> blocks)
    {
        var joined = new List<ReportBlock>();
        foreach (var block in blocks)
        {
            if (joined is [.., var last] && block.HasBody && last.HasBody && !last.Headings.Keys.Intersect(block.Headings.Keys).Any())
            {
                joined[^1] = new ReportBlock(
                    last.Headings.Concat(block.Headings).ToDictionary(pair => pair.Key, pair => pair.Value),
                    last.Start,
                    block.End
                );
            }
            else
            {
                joined.Add(block);
            }
        }

        return joined;
    }

    // Something stands under a heading other than the next, or the last, which has the rest of the page under it.
    private bool HasBody =>
        Headings.Values.OrderBy(heading => heading.Index) is var ordered
        && ordered.Zip(ordered.Skip(1)).Any(pair => pair.First.Body < pair.Second.Index);

    // Figures under the headings of tables weigh more than words: navigation has words, and a list of contents has the whole report below it.
    private int Weight(IReadOnlyList<ImportItem> items)
    {
        var ordered = Headings.Values.OrderBy(heading => heading.Index).ToList();
        var (figures, letters) = (0, 0);
        foreach (var (i, heading) in ordered.Index())
        {
            var end = i + 1 < ordered.Count ? ordered[i + 1].Index : End;
            var isTable = heading.Section is > 1 and < 5;
            for (var at = heading.Body; at < end && figures < MostFigures; at++)
            {
                figures += isTable && FigureText.IsFigure(items[at].Flat) ? 1 : 0;
                letters += isTable ? 0 : items[at].Text.Length;
            }
        }

        return 1 + (figures * FigureWeight) + Math.Min(letters, MostOfWords - 1);
    }
}
