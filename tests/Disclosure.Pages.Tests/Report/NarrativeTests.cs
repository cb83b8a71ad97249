using Disclosure.Pages.Report;
using Disclosure.Reports;

namespace Disclosure.Pages.Tests.Report;

public sealed class NarrativeTests
{
    [Theory]
    [InlineData("一\n二", "一|二")]
    [InlineData("一\r\n\r\n二\n", "一|二")]
    [InlineData("一\u2028二\u2029三\u0085四", "一|二|三|四")]
    [InlineData("\u3000\u3000一段 \n\t二段", "一段|二段")]
    [InlineData("", "")]
    [InlineData("\n \u3000\n", "")]
    public void Of_Text_IsAParagraphALine(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Blocks(text).Select(block => string.Concat(block.Runs.Select(run => run.Text)))));

    [Theory]
    [InlineData("（一）主动公开情况")]
    [InlineData("(一)强化政府信息公开工作落实")]
    [InlineData("（十一）监督保障。")]
    [InlineData("(2)平台建设")]
    public void Of_NumberedLineAlone_IsAHeading(string line)
    {
        var block = Assert.Single(Blocks(line));

        Assert.True(block.IsHeading);
        Assert.Equal(line, Assert.Single(block.Runs).Text);
    }

    [Theory]
    [InlineData("一是加强组织领导。")]
    [InlineData("（一")]
    [InlineData("（）空")]
    [InlineData("（见附件）说明")]
    [InlineData("(一)这一行太长了所以不是标题这一行太长了所以不是标题这一行太长了所以不是标题这一行太长了所以不是标题")]
    public void Of_AnyOtherLine_IsAParagraph(string line) => Assert.False(Assert.Single(Blocks(line)).IsHeading);

    [Fact]
    public void Of_HeadingRunningIntoItsParagraph_SetsItApart()
    {
        var block = Assert.Single(Blocks("（一）加强组织领导。我局成立了领导小组。"));

        Assert.False(block.IsHeading);
        Assert.Equal([("（一）加强组织领导。", true), ("我局成立了领导小组。", false)], block.Runs.Select(run => (run.Text, run.IsLead)));
    }

    [Fact]
    public void Of_OverlappingMarks_CutsRunsWhereTheyChange()
    {
        var first = new FindingRef(1, Severity.Warning);
        var second = new FindingRef(2, Severity.Error);

        var block = Assert.Single(
            Narrative.Of("零一二三四五", [new TextMark("overview", 1, 3, first), new TextMark("overview", 2, 3, second)])
        );

        Assert.Equal(["零", "一", "二三", "四", "五"], block.Runs.Select(run => run.Text));
        Assert.Equal([null, "marked warning", "marked error", "marked error", null], block.Runs.Select(run => run.MarkClass));
        Assert.Equal(
            [
                [],
                [],
                [first],
                [second],
                [],
            ],
            block.Runs.Select(run => run.Ending.ToArray())
        );
    }

    [Fact]
    public void Of_MarkOverLinesAndBeyondTheEnd_ShowsItsNumberOnEachLine()
    {
        var finding = new FindingRef(1, Severity.Info);

        var blocks = Narrative.Of("一二\n三四", [new TextMark("overview", 1, 99, finding)]);

        Assert.Equal(["一", "二", "三四"], blocks.SelectMany(block => block.Runs).Select(run => run.Text));
        Assert.Equal(
            [
                [],
                [finding],
                [finding],
            ],
            blocks.SelectMany(block => block.Runs).Select(run => run.Ending.ToArray())
        );
    }

    [Fact]
    public void Of_MarkOfTheWholeText_MarksNoRun()
    {
        var blocks = Narrative.Of("一二", [new TextMark("overview", 0, 0, new FindingRef(1, Severity.Error))]);

        Assert.Null(Assert.Single(Assert.Single(blocks).Runs).MarkClass);
    }

    private static IReadOnlyList<NarrativeBlock> Blocks(string text) => Narrative.Of(text, []);
}
