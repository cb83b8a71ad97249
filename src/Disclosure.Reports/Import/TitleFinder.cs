using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>The report's title and where it stands, whole or broken over lines, before section one.</summary>
internal sealed partial class TitleFinder
{
    private const int MostLines = 3;

    private readonly IReadOnlyList<ImportItem> head;
    private readonly string label;

    private TitleFinder(IReadOnlyList<ImportItem> head, string title)
    {
        (this.head, Title) = (head, title);
        label = Labels.Normalize(title);
    }

    /// <summary>Empty if there is none.</summary>
    public string Title { get; }

    public int? Year =>
        TitleWords().Match(label) is { Success: true } match
            ? int.Parse(match.Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public static TitleFinder In(IReadOnlyList<ImportItem> head)
    {
        var whole = head.Where(item => !LooksLikeText(item)).Select(item => item.Text).ToList();
        var joined = Enumerable
            .Range(0, Math.Max(0, head.Count - 1))
            .Where(i => !LooksLikeText(head[i]) && (NamesOrgan(head[i].Label) || !IsTitle(head[i + 1].Text)))
            .Select(i => head[i].Text + head[i + 1].Text);

        // The organ may stand on a line of its own above the rest; a title without any organ is better than none.
        return new TitleFinder(
            head,
            whole.Find(text => IsTitle(text) && HasOrgan(text))
                ?? joined.FirstOrDefault(text => IsTitle(text) && HasOrgan(text))
                ?? whole.Find(IsTitle)
                ?? string.Empty
        );
    }

    private static bool IsTitle(string text) => TitleWords().Match(Labels.Normalize(text)) is { Success: true, Index: < 60 };

    private static bool HasOrgan(string text)
    {
        var match = TitleWords().Match(Labels.Normalize(text));
        return match.Index > 1 || match.Groups["organ"].Length > 1;
    }

    private static bool NamesOrgan(string label) =>
        label.Length > 2 && "局委厅部府室心会院所署处队站社办".Contains(label[^1], StringComparison.Ordinal);

    /// <summary>How many items from one on make up the title; 0 if none does.</summary>
    public int LinesAt(int index)
    {
        var joined = string.Empty;
        for (var i = index; label.Length > 0 && i < head.Count && i < index + MostLines; i++)
        {
            joined += head[i].Label;
            if (joined == label)
            {
                return i - index + 1;
            }

            if (joined.Length == 0 || !label.StartsWith(joined, StringComparison.Ordinal))
            {
                return 0;
            }
        }

        return 0;
    }

    // A sentence may name the report as well.
    private static bool LooksLikeText(ImportItem item) => item.Flat.AsSpan().ContainsAny('。', ',', '《');

    [GeneratedRegex(
        @"(?<year>20\d\d)年度?(?<organ>.{0,25}?)政府信息公开(工作)?(年度)?(工作)?(报告|年报)$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex TitleWords();
}
