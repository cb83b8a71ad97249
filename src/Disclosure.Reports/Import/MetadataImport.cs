using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;

namespace Disclosure.Reports.Import;

/// <summary>The block above the report: labels, each with its value behind a colon, in the next line, or in the next cell.</summary>
internal static class MetadataImport
{
    private const int LongestValue = 300;

    private static readonly (string Label, string Key)[] Known =
    [
        ("索引号", "indexNumber"),
        ("名称", "name"),
        ("信息名称", "name"),
        ("标题", "name"),
        ("文号", "documentNumber"),
        ("发文字号", "documentNumber"),
        ("关键词", "keywords"),
        ("主题词", "keywords"),
        ("发布机构", "issuingOrgan"),
        ("发布机关", "issuingOrgan"),
        ("发文机关", "issuingOrgan"),
        ("公开形式", "disclosureForm"),
        ("公开方式", "disclosureForm"),
        ("责任部门", "department"),
        ("公开责任部门", "department"),
        ("生成日期", "generatedOn"),
        ("发布日期", "generatedOn"),
        ("成文日期", "generatedOn"),
        ("公开日期", "generatedOn"),
        ("发布时间", "generatedOn"),
        ("是否有效", "validity"),
        ("有效性", "validity"),
        ("内容概述", "summary"),
        ("概述", "summary"),
    ];

    /// <summary>The fields found, and the items that they took.</summary>
    public static (ReportMetadata Metadata, IReadOnlySet<int> Used) Read(IReadOnlyList<ImportItem> head, TitleFinder title)
    {
        var metadata = new ReportMetadata();
        var used = new HashSet<int>();
        for (var i = 0; i < head.Count; i++)
        {
            if (Key(head[i].Flat.TrimEnd(':')) is { } key)
            {
                used.Add(i);
                if (i + 1 < head.Count && IsValue(head, i + 1, key, title))
                {
                    metadata = Set(metadata, key, head[i + 1].Text);
                    used.Add(++i);
                }
            }
            else if (Inline(head[i].Text).ToList() is [_, ..] pairs)
            {
                used.Add(i);
                metadata = pairs.Aggregate(metadata, (m, pair) => Set(m, pair.Key, pair.Value));
            }
        }

        return (metadata, used);
    }

    // Of two values for one field the first counts: furniture below repeats what the block says.
    private static ReportMetadata Set(ReportMetadata metadata, string key, string value)
    {
        var field = MetadataField.Find(key)!;
        return value.Length == 0 || IsBlank(value) || field.Get(metadata).Length > 0 || !Suits(key, value)
            ? metadata
            : field.Set(metadata, value);
    }

    private static bool IsBlank(string value) => Labels.Normalize(value) is "" or "未填写" or "未填" or "空白" or "暂无";

    private static bool IsValue(IReadOnlyList<ImportItem> head, int i, string key, TitleFinder title) =>
        head[i].Text.Length <= LongestValue
        && Key(head[i].Flat.TrimEnd(':')) is null
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

    private static string? Key(string flat) => Array.Find(Known, known => known.Label == flat) is { Key: { } key } ? key : null;

    // 索引号：620700082/2021-00002 发布机构：市审计局 — one or more on a line.
    private static IEnumerable<(string Key, string Value)> Inline(string text)
    {
        var folded = Texts.TextFolding.Fold(text);
        var starts = new List<(int Label, int Value, string Key)>();
        for (var colon = folded.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = folded.IndexOf(':', colon + 1))
        {
            var before = folded[..colon].TrimEnd(' ', ']');
            foreach (var (label, key) in Known.OrderByDescending(known => known.Label.Length))
            {
                if (LabelStart(before, label) is { } start)
                {
                    starts.Add((start, colon + 1, key));
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
            var end = i + 1 < starts.Count ? starts[i + 1].Label : text.Length;
            yield return (starts[i].Key, text[starts[i].Value..end].Trim(' ', '\u3000', '|', '[', ']'));
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
}
