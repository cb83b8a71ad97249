using Disclosure.Pages.Report;
using Disclosure.Pages.Review;
using Disclosure.Pages.Site;
using Disclosure.Reports.Changes;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Tests.Review;

public sealed class ReviewPageTests
{
    [Fact]
    public async Task Page_OfTask_SaysWhoIsAskedForWhatUntilWhenAndWhy()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));

        Assert.Equal("请您进行保密审查", page.One("h1").TextContent);
        var facts = page.One(".review-head .facts").TextContent;
        Assert.All(
            [
                "李静",
                "保密审查员",
                "代赵敏（保密审查员）审查",
                "张掖市审计局2020年政府信息公开工作年度报告",
                "王强",
                "第2轮（第5稿）",
                "自1月29日起2个工作日",
                Samples.Digest.Value,
            ],
            fact => Assert.Contains(fact, facts, StringComparison.Ordinal)
        );
        Assert.Contains("仅供上述人员使用", page.One(".review-head").TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex, nofollow", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Empty(page.All(".review-head .overdue"));
    }

    [Fact]
    public async Task Due_Overdue_SaysSo()
    {
        var model = Samples.Review();

        using var page = await Html.ParseAsync(ReviewPages.Task(model with { Due = model.Due! with { IsOverdue = true } }));

        Assert.Equal("已逾期", page.One(".review-head .overdue").TextContent);
    }

    [Fact]
    public async Task Report_UnderReview_IsTheReportThatWouldBePublished()
    {
        using var review = await Html.ParseAsync(ReviewPages.Task(Samples.Review() with { Findings = [], Changes = null }));
        using var published = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        Assert.Equal(
            published.All(".narrative > *").Select(block => block.TextContent),
            review.All(".narrative > *").Select(block => block.TextContent)
        );
        Assert.Equal(published.All(".grid td").Select(cell => cell.OuterHtml), review.All(".grid td").Select(cell => cell.OuterHtml));
    }

    [Fact]
    public async Task Findings_OfReport_AreListedWithSeverityPlaceAdviceAndReason()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        var findings = page.All(".findings > li");

        Assert.Equal(["error", "warning", "info"], findings.Select(finding => finding.ClassName));
        Assert.Equal(["错误", "提醒", "提示"], findings.Select(finding => finding.One(".tag").TextContent));
        Assert.Contains("一、本年新收政府信息公开申请数量 / 自然人", findings[0].One(".where").TextContent, StringComparison.Ordinal);
        Assert.Contains("把“其他”一列的三处改为0", findings[0].One(".advice").TextContent, StringComparison.Ordinal);
        Assert.Contains("未作说明", findings[0].One(".reason").TextContent, StringComparison.Ordinal);
        Assert.Contains("一、总体情况“政务信息公开办公室”", findings[1].One(".where").TextContent, StringComparison.Ordinal);
        Assert.Contains("引用原文如此。", findings[1].One(".reason").TextContent, StringComparison.Ordinal);
        Assert.Contains("文号", findings[2].One(".where").TextContent, StringComparison.Ordinal);
        Assert.Empty(findings[2].All(".reason"));
    }

    [Fact]
    public async Task Findings_InTheReport_AreMarkedInPlaceAndLeadToTheList()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        var grid = new TableGrid(page.One("table.requests"));
        var table = SeedReport.Content.Edition.Table("requests");
        var natural = table.Grid.Cells.Single(cell => cell.Key == new CellKey("requests", "new_received", "natural"));

        Assert.Equal("figure marked error", grid[natural.Row, natural.Col].ClassName);
        Assert.Equal("#finding-1", grid[natural.Row, natural.Col].One("a.flag").GetAttribute("href"));
        Assert.Equal(2, page.All(".grid td.marked").Count);
        Assert.Equal("政务信息公开办公室", page.One("mark.warning").TextContent);
        Assert.Equal("#finding-2", page.One("mark.warning + a.flag").GetAttribute("href"));
        Assert.Equal("#finding-3", page.One(".metadata .documentNumber a.flag").GetAttribute("href"));
    }

    [Fact]
    public async Task Text_WithMarks_HasNoSpacesThatWereNotWritten()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        foreach (var flag in page.All("a.flag"))
        {
            flag.Remove();
        }

        Assert.Equal(
            SeedReport.Content.Sections.Overview,
            string.Join('\n', page.All("#section-1 .narrative > *").Select(block => block.TextContent))
        );
    }

    [Fact]
    public async Task Changes_SinceTheLastRound_AreListedAndMarkedInPlace()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        var changes = page.All(".changes > li");

        Assert.Contains("与您第1轮看到的相比", page.One("section[aria-labelledby=changes-title]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("0", "1"), (changes[0].One("del").TextContent, changes[0].One("ins").TextContent));
        Assert.Equal(("成绩显著", "取得了一定成效"), (changes[1].One("del").Seen(), changes[1].One("ins").Seen()));
        Assert.Equal("原为 0", page.One(".grid td.changed .was").TextContent);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Changes_OnTheFirstLookOrWithoutAny_AreNotMadeUp(bool firstLook, int panels)
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review() with { Changes = firstLook ? null : [] }));

        Assert.Equal(panels, page.All("section[aria-labelledby=changes-title]").Count);
        Assert.Empty(page.All(".changes, .grid .changed"));
    }

    [Fact]
    public async Task Opinions_OfOthers_AreShownAsWritten()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        var opinion = page.One(".opinions > li");

        Assert.Contains("陈刚", opinion.TextContent, StringComparison.Ordinal);
        Assert.Equal("退回修改", opinion.One(".tag").TextContent);
        Assert.Equal("请核实“其他”一列。\n另请补充文号。", opinion.One(".said").TextContent);
    }

    [Fact]
    public async Task Findings_InEnglish_AreInEnglish()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review() with { Language = Language.En }));

        Assert.Contains("natural persons 1 plus other organisations 1", page.One("#finding-1").TextContent, StringComparison.Ordinal);
        Assert.Contains("all 47 relations hold", page.One("#finding-1 .advice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_AtPlacesThatTheContentDoesNotHave_AreStillListed()
    {
        var finding = Samples.Review().Findings[0] with
        {
            Places =
            [
                new Disclosure.Reports.Checking.FindingPlace.Cell(new CellKey("nowhere", "a", "b")),
                new Disclosure.Reports.Checking.FindingPlace.Text("overview", 999_999, 5),
                new Disclosure.Reports.Checking.FindingPlace.Text("elsewhere", 0, 1),
                new Disclosure.Reports.Checking.FindingPlace.Metadata("unknown"),
            ],
        };

        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review() with { Findings = [finding] }));

        Assert.Contains("nowhere/a/b", page.One("#finding-1 .where").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ShortDiff_OfLongKeptText_KeepsTheEndsThatTouchAChange()
    {
        var longText = new string('甲', 100);
        TextSegment[] segments =
        [
            new(SegmentKind.Kept, longText),
            new(SegmentKind.Added, "乙"),
            new(SegmentKind.Kept, longText),
            new(SegmentKind.Removed, "丙"),
            new(SegmentKind.Kept, "丁"),
        ];

        var shortened = ShortDiff.Of(segments).Select(segment => segment.Text).ToList();

        Assert.Equal(["……" + new string('甲', 24), "乙", $"{new string('甲', 24)}……{new string('甲', 24)}", "丙", "丁"], shortened);
    }

    [Fact]
    public void ShortDiff_AtASurrogatePair_CutsBesideIt()
    {
        var text = string.Concat(Enumerable.Repeat("𠮷", 60));

        foreach (var text2 in new[] { text, "x" + text, text + "x" })
        {
            var cut = ShortDiff
                .Of([
                    new TextSegment(SegmentKind.Added, "a"),
                    new TextSegment(SegmentKind.Kept, text2),
                    new TextSegment(SegmentKind.Added, "b"),
                ])
                .ElementAt(1)
                .Text;
            Assert.DoesNotContain('\uFFFD', Disclosure.Pages.Shared.HarmlessText.Clean(cut));
        }
    }

    [Fact]
    public void Marks_OfOneCell_GatherFindingsAndChange()
    {
        var model = Samples.Review();
        var marks = new ReportMarks([.. model.Findings, model.Findings[0]], model.Changes!);

        var mark = marks.Of(new CellKey("requests", "new_received", "other_org"))!;

        Assert.Equal([1, 4], mark.Findings.Select(finding => finding.Number));
        Assert.Equal((true, 0m, "figure marked error changed"), (mark.IsChanged, mark.Before!.Value, mark.CssClass));
        Assert.Null(marks.Of(new CellKey("requests", "carried_in", "total")));
    }
}
