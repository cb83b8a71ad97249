namespace Disclosure.Pages.Report;

/// <summary>
/// A report's title where it may break over lines: before the year and before its two set phrases. Left alone, a browser breaks
/// “政府” in two.
/// </summary>
internal sealed record TitlePieces(string Title, string OrganName)
{
    private static readonly string[] Phrases = ["政府信息公开", "工作年度报告"];

    public IEnumerable<string> Pieces
    {
        get
        {
            var cuts = new SortedSet<int> { 0, Title.Length };
            if (OrganName.Length > 0 && Title.StartsWith(OrganName, StringComparison.Ordinal))
            {
                cuts.Add(OrganName.Length);
            }

            cuts.UnionWith(Phrases.Select(phrase => Title.LastIndexOf(phrase, StringComparison.Ordinal)).Where(cut => cut > 0));
            return cuts.Zip(cuts.Skip(1), (from, to) => Title[from..to]);
        }
    }
}
