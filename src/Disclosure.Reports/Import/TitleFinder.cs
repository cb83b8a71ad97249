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
        var whole = head.FirstOrDefault(item =>
            TitleWords().Match(item.Label) is { Success: true } match && match.Index is > 1 and < 60 && !LooksLikeText(item)
        );
        if (whole is not null)
        {
            return new TitleFinder(head, whole.Text);
        }

        for (var i = 0; i + 1 < head.Count; i++)
        {
            var joined = head[i].Text + head[i + 1].Text;
            if (!LooksLikeText(head[i]) && TitleWords().IsMatch(Labels.Normalize(joined)))
            {
                return new TitleFinder(head, joined);
            }
        }

        return new TitleFinder(head, string.Empty);
    }

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

    [GeneratedRegex(@"(?<year>20\d\d)年度?政府信息公开(工作)?(年度报告|年报)$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex TitleWords();
}
