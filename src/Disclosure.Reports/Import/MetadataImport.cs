using System.Text.RegularExpressions;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>The block above the report: labels, each with its value behind a colon, in the next line, or in the next cell.</summary>
internal static partial class MetadataImport
{
    private const int LongestValue = 300;
    private const int LongestLine = 1_000;

    /// <summary>The fields found, and the items that they took.</summary>
    public static (ReportMetadata Metadata, IReadOnlySet<int> Used) Read(IReadOnlyList<ImportItem> head, TitleFinder title)
    {
        var block = new Block();
        var used = new HashSet<int>();
        for (var i = 0; i < head.Count; i++)
        {
            var label = Bare(head[i]);
            if (Key(label) is { } key)
            {
                used.Add(i);
                if (i + 1 < head.Count && IsValue(head, i + 1, key, title))
                {
                    block.Set(label, key, head[i + 1].Text);
                    used.Add(++i);
                }
            }
            else if (Inline(head[i].Text).ToList() is [_, ..] pairs)
            {
                used.Add(i);
                pairs.ForEach(pair => block.Set(pair.Label, pair.Key, pair.Value));
            }
        }

        return (block.Metadata, used);
    }

    /// <summary>True for the label that such a block begins with.</summary>
    public static bool Begins(ImportItem item) =>
        Key(Bare(item)) == "indexNumber" || Inline(item.Text).FirstOrDefault().Key == "indexNumber";

    // "[索引号]:" and "索 引 号" as 索引号.
    private static string Bare(ImportItem item) => item.Flat.Length <= 20 ? item.Flat.Trim(':', '[', ']', '*') : string.Empty;

    private static bool IsBlank(string value) => Labels.Normalize(value) is "" or "未填写" or "未填" or "空白" or "暂无";

    private static bool IsValue(IReadOnlyList<ImportItem> head, int i, string key, TitleFinder title) =>
        head[i].Text.Length <= LongestValue
        && Key(Bare(head[i])) is null
        && !MetadataLabels.Others.Contains(Bare(head[i]))
        && !Inline(head[i].Text).Any()
        && (key == "name" || title.LinesAt(i) == 0)
        && (head[i].Text.Length == 0 || Suits(key, head[i].Text));

    private static bool Suits(string key, string value) =>
        key switch
        {
            "generatedOn" => PublicationDate.TryParse(value, out _),
            "validity" => value.Length <= 6,
            "disclosureForm" => value.Length <= 20,
            _ => value.Length <= LongestValue,
        };

    private static string? Key(string flat) =>
        Array.Find(MetadataLabels.Known, known => known.Label == flat) is { Key: { } key } ? key : null;

    // 索引号：620700082/2021-00002 发布机构：市审计局 — one or more on a line.
    private static IEnumerable<(string Label, string Key, string Value)> Inline(string text)
    {
        if (text.Length > LongestLine)
        {
            yield break;
        }

        // [索引号]620700082/2021-00002: the bracket does what a colon does elsewhere.
        var folded = BracketedLabel().Replace(TextFolding.Fold(text), match => match.Value[..^1] + ':');
        var starts = new List<(int Label, int Value, string Name, string Key)>();
        for (var colon = folded.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = folded.IndexOf(':', colon + 1))
        {
            var before = folded[..colon].TrimEnd(' ', ']');
            foreach (var (label, key) in MetadataLabels.ByLength)
            {
                if (LabelStart(before, label) is { } start)
                {
                    starts.Add((start, colon + 1, label, key));
                    break;
                }
            }
        }

        // Only a line that begins with a label is a line of the block; a colon in a sentence is not.
        if (starts is not [var first, ..] || folded.AsSpan(0, first.Label).Trim(" |[").Length > 0)
        {
            yield break;
        }

        for (var i = 0; i < starts.Count; i++)
        {
            if (starts[i].Key.Length == 0)
            {
                continue;
            }

            var end = i + 1 < starts.Count ? starts[i + 1].Label : text.Length;
            yield return (starts[i].Name, starts[i].Key, text[starts[i].Value..end].Trim(' ', '\u3000', '|', '[', ']', ':', '：'));
        }
    }

    // The label may be spread with spaces: 索 引 号.
    private static int? LabelStart(string before, string label)
    {
        var at = before.Length;
        for (var i = label.Length - 1; i >= 0; i--)
        {
            do
            {
                at--;
            } while (at >= 0 && before[at] == ' ');

            if (at < 0 || before[at] != label[i])
            {
                return null;
            }
        }

        return at;
    }

    [GeneratedRegex(@"\[[^\[\]:]{2,12}\]", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex BracketedLabel();

    /// <summary>
    /// The block as it fills. Of two values for one field the first counts, since furniture below repeats what the block says; but the
    /// field's own label goes before others that mean it (发布时间 stands above many a page whose block has 生成日期).
    /// </summary>
    private sealed class Block
    {
        private readonly HashSet<string> own = [];

        public ReportMetadata Metadata { get; private set; } = new();

        public void Set(string label, string key, string value)
        {
            var field = MetadataField.Find(key)!;
            if (value.Length == 0 || IsBlank(value) || !Suits(key, value))
            {
                return;
            }

            var isOwn = label == field.Label;
            if (field.Get(Metadata).Length == 0 || (isOwn && !own.Contains(key)))
            {
                Metadata = field.Set(Metadata, value);
            }

            if (isOwn)
            {
                own.Add(key);
            }
        }
    }
}
