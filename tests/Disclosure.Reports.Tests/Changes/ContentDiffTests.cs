using CsCheck;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Changes;

public sealed class ContentDiffTests
{
    [Fact]
    public void Between_SameContent_IsEmpty() => Assert.Empty(ContentDiff.Between(Seed.Content, Seed.Content));

    [Fact]
    public void Between_ChangedEverywhere_NamesEachInOrder()
    {
        var after = Seed.Content.With(("requests/new_received/other_org", 0), ("proactive/art20_1/rules/made", null)) with
        {
            Title = "新标题",
            Metadata = Seed.Content.Metadata with { Keywords = "审计" },
        };
        after = after with { Sections = after.Sections with { Other = "没有。", Preamble = "" } };

        var changes = ContentDiff.Between(Seed.Content, after);

        Assert.Equal(
            [
                "title",
                "metadata/keywords",
                "sections/preamble",
                "sections/other",
                "proactive/art20_1/rules/made",
                "requests/new_received/other_org",
            ],
            changes.Select(c => c is ContentChange.Text text ? text.Field : ((ContentChange.Cell)c).Key.ToString())
        );
        Assert.Equal("一、本年新收政府信息公开申请数量 / 其他", changes[^1].LabelZh);
        Assert.Equal((1m, 0m), (((ContentChange.Cell)changes[^1]).Before, ((ContentChange.Cell)changes[^1]).After));
    }

    [Fact]
    public void Between_OneWordChanged_KeepsTheRest()
    {
        var before = "第一段。\n我局收到申请1件，已办结。\n第三段。";
        var after = "第一段。\n我局共收到申请1件，已全部办结。\n第三段。";

        Assert.Equal(
            [
                new TextSegment(SegmentKind.Kept, "第一段。\n我局"),
                new TextSegment(SegmentKind.Added, "共"),
                new TextSegment(SegmentKind.Kept, "收到申请1件，已"),
                new TextSegment(SegmentKind.Added, "全部"),
                new TextSegment(SegmentKind.Kept, "办结。\n第三段。"),
            ],
            TextDiff.Between(before, after)
        );
    }

    [Fact]
    public void Between_LongRewrite_IsReplacedAsAWhole()
    {
        var before = string.Concat(Enumerable.Range(0, 3000).Select(i => (char)('一' + (i * 7 % 5000))));
        var after = string.Concat(Enumerable.Range(0, 3000).Select(i => (char)('丁' + (i * 11 % 5000))));

        var segments = TextDiff.Between(before, after);

        Assert.Equal((before, after), (Old(segments), New(segments)));
    }

    [Fact]
    public void Between_AnyTwoTexts_GivesBothBack()
    {
        var text = Gen.Char["ab公开\n"].Array[0, 40].Select(chars => new string(chars));
        Gen.Select(text, text)
            .Sample(
                (before, after) =>
                {
                    var segments = TextDiff.Between(before, after);
                    return Old(segments) == before && New(segments) == after;
                },
                iter: 3000
            );
    }

    [Fact]
    public void Between_AnyTwoSequences_IsNoLongerThanTheLongestCommonSubsequenceAllows()
    {
        var sequence = Gen.Int[0, 3].Array[0, 12];
        Gen.Select(sequence, sequence)
            .Sample(
                (a, b) =>
                {
                    var kept = EditScript
                        .Between([.. a], [.. b], EqualityComparer<int>.Default)
                        .Count(step => step.Kind == SegmentKind.Kept);
                    return kept == LongestCommon(a, b);
                },
                iter: 3000
            );
    }

    private static int LongestCommon(int[] a, int[] b)
    {
        var best = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                best[i, j] = a[i - 1] == b[j - 1] ? best[i - 1, j - 1] + 1 : Math.Max(best[i - 1, j], best[i, j - 1]);
            }
        }

        return best[a.Length, b.Length];
    }

    private static string Old(IReadOnlyList<TextSegment> segments) =>
        string.Concat(segments.Where(s => s.Kind != SegmentKind.Added).Select(s => s.Text));

    private static string New(IReadOnlyList<TextSegment> segments) =>
        string.Concat(segments.Where(s => s.Kind != SegmentKind.Removed).Select(s => s.Text));
}
