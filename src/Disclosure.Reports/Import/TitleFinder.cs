using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>The report's title and where it stands, whole or broken over lines, before section one.</summary>
internal sealed partial class TitleFinder
{
    private const int MostLines = 3;
    private const int Longest = 90;

    private readonly IReadOnlyList<ImportItem> head;
    private readonly string label;

    private TitleFinder(IReadOnlyList<ImportItem> head, string title)
    {
        (this.head, Title) = (head, title);
        label = Labels.Normalize(title);
    }

    /// <summary>Empty if there is none.</summary>
    public string Title { get; }

    public int? Year => YearOf(Title);

    /// <summary>
    /// The title among the items above section one. Links to the reports of other years stand above it or beside it: of several the
    /// last of the right year counts, else the last.
    /// </summary>
    public static TitleFinder In(IReadOnlyList<ImportItem> head, FormatEdition edition, int? reportYear)
    {
        var titles = Enumerable.Range(0, head.Count).Select(i => At(head, i)).OfType<string>().ToList();
        bool Fits(string title) =>
            YearOf(title) is { } year
            && (reportYear ?? year) == year
            && FormatEdition.TryFor(year, out var own)
            && ReferenceEquals(own, edition);

        // A title without any organ is better than none.
        return new TitleFinder(
            head,
            titles.FindLast(title => HasOrgan(title) && Fits(title))
                ?? titles.FindLast(HasOrgan)
                ?? titles.FindLast(Fits)
                ?? titles.LastOrDefault()
                ?? string.Empty
        );
    }

    /// <summary>True if a title with its organ begins at an item.</summary>
    public static bool Begins(IReadOnlyList<ImportItem> items, int i) => At(items, i) is { } title && HasOrgan(title);

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

    private static string? At(IReadOnlyList<ImportItem> items, int i)
    {
        if (LooksLikeText(items[i]))
        {
            return null;
        }

        var own = WithoutPath(items[i].Text);
        if (IsTitle(own))
        {
            return own;
        }

        // The organ may stand on a line of its own above the rest.
        var joined = own;
        for (var lines = 1; lines < MostLines && i + lines < items.Count && joined.Length <= Longest; lines++)
        {
            var next = items[i + lines];
            if (LooksLikeText(next) || (!NamesOrgan(items[i].Label) && IsTitle(next.Text)))
            {
                return null;
            }

            joined += next.Text;
            if (IsTitle(joined))
            {
                return joined;
            }
        }

        return null;
    }

    // 首页 > 政务公开 > 某局2020年政府信息公开工作年度报告
    private static string WithoutPath(string text)
    {
        var cut = TextFolding.Fold(text).LastIndexOfAny(['>', '»', '›', '/', '|']);
        var own = cut >= 0 && IsTitle(text[(cut + 1)..]) ? text[(cut + 1)..] : text;
        return LabelBefore().Replace(own, string.Empty).Trim();
    }

    private static int? YearOf(string title) =>
        TitleWords().Match(Labels.Normalize(title)) is { Success: true } match
            ? int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    private static bool IsTitle(string text) =>
        text.Length is > 8 and <= Longest
        && "告报報".Contains(text[^1], StringComparison.Ordinal)
        && TitleWords().Match(Labels.Normalize(text)) is { Success: true, Index: < 60 };

    private static bool HasOrgan(string text)
    {
        var match = TitleWords().Match(Labels.Normalize(text));
        return match.Index > 1 || match.Groups["organ"].Length > 1;
    }

    private static bool NamesOrgan(string label) =>
        label.Length > 2 && "局委厅部府室心会院所署处队站社办".Contains(label[^1], StringComparison.Ordinal);

    // A sentence may name the report as well.
    private static bool LooksLikeText(ImportItem item) =>
        item.Text.Length > Longest || item.Text.Length == 0 || item.Flat.AsSpan().ContainsAny('。', ',', '《');

    [GeneratedRegex(
        @"(?<year>20\d\d)年度?(?<organ>.{0,25}?)政府信息公开(工作)?(年度)?(工作)?(报告|年报)$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex TitleWords();

    [GeneratedRegex(
        @"^\s*(信息名称|名\s*称|标\s*题|当前位置|您的位置|您现在的位置)\s*[:：]\s*",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex LabelBefore();
}
