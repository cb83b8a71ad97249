using System.Text;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Checking;
using Disclosure.Reports.Tests.Samples;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Tests.Import;

public sealed class ReportImporterTests
{
    private static readonly ImportResult FromSeed = ReportImporter.FromText(Seed.PublishedText, Sample.Edition2019);

    [Fact]
    public void FromText_Seed_PlacesAll198CellsRight()
    {
        Assert.Equal(198, FromSeed.PlacedCells);
        Assert.Equal(Seed.Content.Cells, FromSeed.Content.Cells);
    }

    [Fact]
    public void FromText_Seed_KeepsTheTextsAsWritten()
    {
        var (read, known) = (FromSeed.Content.Sections, Seed.Content.Sections);

        Assert.Equal(known.InOrder().Select(s => TextFolding.Fold(s.Text)), read.InOrder().Select(s => TextFolding.Fold(s.Text)));
        Assert.StartsWith("2020年,我局在市委、市政府的正確領導下", read.Overview, StringComparison.Ordinal);
        Assert.Equal("無。", read.Other);
        Assert.Equal("張掖市審計局2020年政府信息公開工作年度報告", FromSeed.Content.Title);
    }

    [Fact]
    public void FromText_Seed_ReadsTheMetadataAndLeavesBlanksBlank()
    {
        Assert.Equal(
            new ReportMetadata
            {
                IndexNumber = "620700082/2021-00002",
                IssuingOrgan = "市審計局",
                Department = "市審計局",
                GeneratedOn = "2021-02-02 09:55:35",
            },
            FromSeed.Content.Metadata
        );
    }

    [Fact]
    public void FromText_Seed_NotesOnlyItsScript() => Assert.Equal(["traditional-script"], FromSeed.Notes.Select(note => note.Code));

    [Fact]
    public void Check_ImportedSeed_GivesTheSameFindingsAsTheSeed() =>
        Assert.Equal(SeedTests.Expected, SeedTests.Summary(FromSeed.Content.Check()));

    [Fact]
    public void FromText_ImportedSeed_CanBeSaved() =>
        Assert.IsType<ContentReading.Ok>(ContentJson.Read(ContentJson.Write(FromSeed.Content), Sample.Edition2019));

    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    public void FromHtml_PrintedPage_RoundTrips(int year)
    {
        var content = Numbered(FormatEdition.For(year), year);

        var result = ReportImporter.FromHtml(PageBuilder.Html(content), content.Edition);

        Assert.Equal([], result.Notes.Select(note => note.Code));
        Assert.Equal(content, result.Content);
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    public void FromText_RowsWithTabs_RoundTrip(int year)
    {
        var content = Numbered(FormatEdition.For(year), year);

        var result = ReportImporter.FromText(PageBuilder.Tabs(content), content.Edition);

        Assert.Equal([], result.Notes.Select(note => note.Code));
        Assert.Equal(content.Cells, result.Content.Cells);
    }

    [Fact]
    public void FromHtml_BlankAndStrokeCells_StayBlankAndAreSaid()
    {
        var content = Numbered(Sample.Edition2019, 2020).With(("requests/granted/natural", null), ("proactive/art20_1/rules/made", null));

        var result = ReportImporter.FromHtml(PageBuilder.Html(content, blank: "/"), content.Edition);

        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(["value-blank", "value-blank"], result.Notes.Select(note => note.Code));
        Assert.Equal("requests/granted/natural", result.Notes[1].Cell.ToString());
    }

    [Fact]
    public void FromText_RowWithAFigureLost_IsSaidAndNotGuessed()
    {
        // One of the seven figures of the row is gone: which, nobody can say.
        var lines = Seed.PublishedText.ReplaceLineEndings("\n").Split('\n').ToList();
        lines.RemoveAt(lines.FindIndex(line => line.Contains("2.重復申請", StringComparison.Ordinal)) + 2);

        var result = ReportImporter.FromText(string.Join('\n', lines), Sample.Edition2019);

        Assert.Equal(191, result.PlacedCells);
        var note = Assert.Single(result.Notes, note => note.Code == "row-count");
        Assert.Equal("“2.重复申请”应有 7 个数，读到 6 个，没有填入。", note.MessageZh);
        Assert.NotNull(note.Line);
        Assert.Null(result.Content.Cells[CellKey.Parse("requests/np_repeat/natural")]);
    }

    [Fact]
    public void FromText_RowLabelLost_PlacesNeitherRow()
    {
        var lines = Seed.PublishedText.ReplaceLineEndings("\n").Split('\n').ToList();
        lines.RemoveAt(lines.FindIndex(line => line.Contains("2.重復申請", StringComparison.Ordinal)));

        var result = ReportImporter.FromText(string.Join('\n', lines), Sample.Edition2019);

        Assert.Equal(184, result.PlacedCells);
        Assert.Equal(["row-count", "row-missing", "traditional-script"], result.Notes.Select(note => note.Code));
    }

    [Fact]
    public void FromText_PageOfTheOtherEdition_PlacesNoFigureUnderAnotherHead()
    {
        var result = ReportImporter.FromText(Seed.PublishedText, Sample.Edition2021);

        Assert.Contains(result.Notes, note => note.Code == "edition-differs");
        Assert.Contains(result.Notes, note => note.Code == "columns-differ");
        Assert.All(
            result.Content.Cells.Where(cell => cell.Key.Table == "proactive" && cell.Key.Part == "art20_1"),
            cell => Assert.Null(cell.Value)
        );
    }

    [Theory]
    [InlineData("251000元", "251000", true)]
    [InlineData("25.1万元", "251000", true)]
    [InlineData("２５１，０００", "251000", true)]
    [InlineData("251,000.50", "251000.50", true)]
    [InlineData("约25万", null, false)]
    public void FromHtml_Amount_IsReadWithItsUnit(string written, string? expected, bool placed)
    {
        var html = PageBuilder.Html(Numbered(Sample.Edition2019, 2020), amount: written);

        var result = ReportImporter.FromHtml(html, Sample.Edition2019);

        var value = result.Content.Cells[CellKey.Parse("proactive/art20_9/procurement/amount")];
        Assert.Equal(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
        Assert.Equal(placed ? 198 : 196, result.PlacedCells);
    }

    [Fact]
    public void FromHtml_OldSite_LooksThroughLayoutAndFurniture()
    {
        var content = Numbered(Sample.Edition2019, 2020);
        var html = $"""
            <html><head><title>站点</title><style>.x{"{}"}</style></head><body>
            <nav>首页 政务公开</nav><script>var a = "一、总体情况";</script>
            <div>当前位置：首页 &gt; 政务公开 &gt; 年度报告</div><div style="display: none">六、其他需要报告的事项</div>
            <table width="100%"><tr><td><table><tr><td>
            {PageBuilder.Body(content)}
            <p>扫一扫在手机打开当前页</p></td></tr></table><div>主办单位：市政府 陇ICP备00000000号</div></td></tr></table></body></html>
            """;

        var result = ReportImporter.FromHtml(html, content.Edition);

        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(content.Sections, result.Content.Sections);
    }

    [Fact]
    public void FromHtml_OwnPageWithGlossesAndMarks_ReadsWhatWasWritten()
    {
        const string Html = """
            <main><dl><div><dt>索引号<span lang="en">Index number</span></dt><dd>620700082/2021-00002</dd></div>
            <div><dt>名称</dt><dd><span aria-hidden="true">—</span><span class="sr">未填写</span></dd></div></dl>
            <h2>一、总体情况<span lang="en">1. Overview</span></h2><p>很好。</p>
            <h2>六、其他需要报告的事项</h2><p>无。</p><section><h2>下载本报告</h2><p>PDF 1 KB</p></section></main>
            """;

        var content = ReportImporter.FromHtml(Html, Sample.Edition2019).Content;

        Assert.Equal(new ReportMetadata { IndexNumber = "620700082/2021-00002" }, content.Metadata);
        Assert.Equal(("很好。", "无。"), (content.Sections.Overview, content.Sections.Other));
    }

    [Theory]
    [InlineData("索 引 号：620700082/2021-00002　发布机构：张掖市审计局　发布日期：2021-01-20")]
    [InlineData("索引号\n620700082/2021-00002\n发布机构：张掖市审计局\n生成日期\n2021-01-20")]
    [InlineData("索引号：620700082/2021-00002\n文号：\n[发布机构]：张掖市审计局 发布日期：2021-01-20")]
    public void FromText_MetadataInOtherShapes_IsRead(string block)
    {
        var metadata = ReportImporter
            .FromText($"{block}\n\n张掖市审计局2020年政府信息公开工作年度报告\n一、总体情况\n无", Sample.Edition2019)
            .Content.Metadata;

        Assert.Equal(
            ("620700082/2021-00002", "张掖市审计局", "2021-01-20"),
            (metadata.IndexNumber, metadata.IssuingOrgan, metadata.GeneratedOn)
        );
    }

    [Fact]
    public void FromText_ContentsListAndBrokenHeadings_FindsTheRealOnes()
    {
        const string Text = """
            目录
            一、总体情况
            五、存在的主要问题及改进情况
            六、其他需要报告的事项
            张掖市审计局
            2020年政府信息公开工作年度报告
            一、总体情况
            (一)主动公开政府信息情况
            总体良好。
            五、存在的主要问题
            及改进情况
            还有不足。
            六、其他需要报告的事项：无。
            """;

        var result = ReportImporter.FromText(Text, Sample.Edition2019);

        Assert.Equal("张掖市审计局2020年政府信息公开工作年度报告", result.Content.Title);
        Assert.Equal("(一)主动公开政府信息情况\n总体良好。", result.Content.Sections.Overview);
        Assert.Equal("还有不足。", result.Content.Sections.Problems);
        Assert.Equal("无。", result.Content.Sections.Other);
    }

    [Fact]
    public void FromText_BarsOfATable_AreLookedThrough()
    {
        var content = Numbered(Sample.Edition2021, 2021);
        var text = PageBuilder
            .Tabs(content)
            .Replace("\t", " | ", StringComparison.Ordinal)
            .Replace("本年处理决定数量", "本年处理决定数量 |\n||", StringComparison.Ordinal);

        Assert.Equal(content.Cells, ReportImporter.FromText(text, Sample.Edition2021).Content.Cells);
    }

    [Fact]
    public void FromText_NumbersOfHeadingsLost_FindsTheSections()
    {
        var content = Numbered(Sample.Edition2019, 2020);
        var text = PageBuilder.Tabs(content);
        foreach (var section in content.Edition.Sections.Where(section => section.No % 2 == 0))
        {
            text = text.Replace(section.Title, section.Title[1..], StringComparison.Ordinal);
        }

        var result = ReportImporter.FromText(text, content.Edition);

        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(content.Sections with { Preamble = "" }, result.Content.Sections);
    }

    [Theory]
    [InlineData("减4", -4)]
    [InlineData("增加 4", 4)]
    [InlineData("-4", -4)]
    [InlineData("＋４", 4)]
    public void FromText_ChangeInWords_IsSigned(string written, int expected)
    {
        var text = PageBuilder.Tabs(Numbered(Sample.Edition2019, 2020));
        var delta = $"行政许可\t7\t8\t9";
        Assert.Contains(delta, text, StringComparison.Ordinal);

        var result = ReportImporter.FromText(
            text.Replace(delta, $"行政许可\t7\t{written}\t9", StringComparison.Ordinal),
            Sample.Edition2019
        );

        Assert.Equal(expected, result.Content.Cells[CellKey.Parse("proactive/art20_5/licence/delta")]);
        Assert.Equal(198, result.PlacedCells);
    }

    [Fact]
    public void FromText_TextBesideATable_IsSaid()
    {
        var text = PageBuilder
            .Tabs(Numbered(Sample.Edition2019, 2020))
            .Replace(
                "四、政府信息公开行政复议、行政诉讼情况",
                "四、政府信息公开行政复议、行政诉讼情况\n2020年，未出现申请行政复议、提起行政诉讼的情况。",
                StringComparison.Ordinal
            );

        var result = ReportImporter.FromText(text, Sample.Edition2019);

        Assert.Equal(198, result.PlacedCells);
        Assert.Equal(["text-unplaced"], result.Notes.Select(note => note.Code));
    }

    [Theory]
    [InlineData("2020年武汉市司法局政府信息公开工作年度报告")]
    [InlineData("乐清市审计局2020年度政府信息公开工作年度报告")]
    [InlineData("硚口区司法局2020年政府\n信息公开工作年度报告")]
    [InlineData("某某局2020年政府信息公开年报")]
    public void FromText_TitleInOtherShapes_IsFound(string title)
    {
        var result = ReportImporter.FromText($"首页\n{title}\n一、总体情况\n好。", Sample.Edition2019);

        Assert.Equal(title.Replace("\n", "", StringComparison.Ordinal), result.Content.Title);
        Assert.DoesNotContain(result.Notes, note => note.Code is "edition-differs" or "title-missing");
    }

    [Fact]
    public void FromHtml_NestedDeeperThanAStack_IsRead()
    {
        var html = new StringBuilder().Insert(0, "<div>", 50_000).Append("六、其他需要报告的事项").ToString();

        Assert.NotNull(ReportImporter.FromHtml(html, Sample.Edition2019));
    }

    [Fact]
    public void FromText_Nothing_SaysWhatIsMissing()
    {
        var result = ReportImporter.FromText("", Sample.Edition2019);

        Assert.Equal(0, result.PlacedCells);
        Assert.Equal(7, result.Notes.Count);
    }

    /// <summary>Every cell another figure, so that one put in the wrong place shows.</summary>
    internal static ReportContent Numbered(FormatEdition edition, int year)
    {
        var clean = Sample.Clean(edition, year);
        return clean with
        {
            Metadata = clean.Metadata with
            {
                IndexNumber = "620700082/2021-00002",
                DocumentNumber = "",
                GeneratedOn = "2021-01-20 09:00:00",
            },
            Sections = clean.Sections with
            {
                Preamble = "根据《中华人民共和国政府信息公开条例》要求，现将有关情况报告如下：",
                Overview = clean.Sections.Overview + "\n（一）主动公开政府信息情况\n第二段，没有图。",
            },
            Cells = clean.Cells.With(edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)(cell.Ordinal + 1)))),
        };
    }
}
