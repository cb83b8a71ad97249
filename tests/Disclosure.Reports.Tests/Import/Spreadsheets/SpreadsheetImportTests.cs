using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Import.Spreadsheets;

/// <summary>Workbooks as organs keep them: by labels, with merged cells, on one sheet or several.</summary>
public sealed class SpreadsheetImportTests
{
    [Theory]
    [InlineData(2020, false)]
    [InlineData(2020, true)]
    [InlineData(2021, false)]
    [InlineData(2021, true)]
    public void Import_OwnLayout_EveryFigureIsInPlace(int year, bool oneSheet)
    {
        var content = ReportImporterTests.Numbered(FormatEdition.For(year), year);

        var result = Read(OrganWorkbook.Of(content, oneSheet), content.Edition);

        Assert.Equal([], result.Notes.Select(note => note.Code));
        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(content.Sections, result.Content.Sections);
        Assert.Equal(content.Title, result.Content.Title);
        Assert.Equal(content.Metadata, result.Content.Metadata);
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    public void Import_LabelCellsNotMerged_EveryFigureIsInPlace(int year)
    {
        var content = ReportImporterTests.Numbered(FormatEdition.For(year), year);

        Assert.Equal(content.Cells, Read(OrganWorkbook.Of(content, oneSheet: false, merged: false), content.Edition).Content.Cells);
    }

    [Fact]
    public void Import_BlankFigures_StayBlankWhereTheyStand()
    {
        var content = ReportImporterTests
            .Numbered(Sample.Edition2019, 2020)
            .With(
                ("requests/granted/natural", null),
                ("requests/granted/total", null),
                ("review_litigation/cases/review_upheld", null),
                ("review_litigation/cases/after_total", null)
            );

        var result = Read(OrganWorkbook.Of(content, oneSheet: true), content.Edition);

        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(Enumerable.Repeat("value-blank", 4), result.Notes.Select(note => note.Code));
    }

    [Fact]
    public void Import_SumsLeftOutAndAColumnForRemarks_PlacesTheRestUnderItsHeads()
    {
        var book = RawWorkbook.Of(
            ["三、收到和处理政府信息公开申请情况"],
            ["序号", "项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "备注"],
            ["1", "一、本年新收政府信息公开申请数量", "1", "2", "3", "4", "5", "6", "见台账"],
            ["2", "二、上年结转政府信息公开申请数量", "7", "8", "9", "10", "11", "12"]
        );

        var result = Read(book, Sample.Edition2019);

        Assert.Equal(12, result.PlacedCells);
        Assert.Equal(7, result.Content.Cells[CellKey.Parse("requests/carried_in/natural")]);
        Assert.Equal(12, result.Content.Cells[CellKey.Parse("requests/carried_in/other_org")]);
        Assert.Contains(result.Notes, note => note.Code == "column-missing");
    }

    [Fact]
    public void Import_TheSumFirst_PlacesByHeads()
    {
        var book = RawWorkbook.Of(
            ["三、收到和处理政府信息公开申请情况"],
            ["项目", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
            ["一、本年新收政府信息公开申请数量", "21", "1", "2", "3", "4", "5", "6"]
        );

        var cells = Read(book, Sample.Edition2019).Content.Cells;

        Assert.Equal(21, cells[CellKey.Parse("requests/new_received/total")]);
        Assert.Equal(1, cells[CellKey.Parse("requests/new_received/natural")]);
        Assert.Equal(6, cells[CellKey.Parse("requests/new_received/other_org")]);
    }

    [Fact]
    public void Import_NumberAsProgramsStoreIt_IsTheNumberTyped()
    {
        var book = RawWorkbook.Of(
            ["二、主动公开政府信息情况"],
            ["第二十条第（八）项"],
            ["信息内容", "本年收费金额（单位：万元）"],
            ["行政事业性收费", "25.100000000000001"]
        );

        Assert.Equal(25.1m, Read(book, Sample.Edition2021).Content.Cells[CellKey.Parse("proactive/art20_8/fees/amount_wan")]);
    }

    [Fact]
    public void Import_HeadInAnotherUnit_IsConvertedAndSaid()
    {
        var book = RawWorkbook.Of(
            ["二、主动公开政府信息情况"],
            ["第二十条第（八）项"],
            ["信息内容", "本年收费金额（单位：元）"],
            ["行政事业性收费", "251000"]
        );

        var result = Read(book, Sample.Edition2021);

        Assert.Equal(25.1m, result.Content.Cells[CellKey.Parse("proactive/art20_8/fees/amount_wan")]);
        Assert.Contains(result.Notes, note => note.Code == "value-unit");
    }

    [Fact]
    public void Import_Dates_AreReadAsShown()
    {
        var book = new RawWorkbook
        {
            Styles =
                "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>",
        }.Sheet(
            "a",
            $"<row r=\"1\">{RawWorkbook.Cell(1, 0, "生成日期")}{RawWorkbook.Cell(1, 1, "44229", "s=\"1\"")}</row><row r=\"2\">{RawWorkbook.Cell(2, 0, "一、总体情况")}</row>"
        );

        Assert.Equal("2021-02-02", Read(book, Sample.Edition2019).Content.Metadata.GeneratedOn);
    }

    [Fact]
    public void Import_FormulasAndErrors_AreTakenAsSavedAndSaid()
    {
        var row = string.Concat(Enumerable.Range(1, 6).Select(i => $"<c r=\"{(char)('A' + i)}2\"><v>{i}</v></c>"));
        var book = new RawWorkbook().Sheet(
            "三、收到和处理政府信息公开申请情况",
            $"<row r=\"2\">{RawWorkbook.Cell(2, 0, "一、本年新收政府信息公开申请数量")}{row}<c r=\"H2\"><f>SUM(B2:G2)</f><v>21</v></c></row>"
                + $"<row r=\"3\">{RawWorkbook.Cell(3, 0, "二、上年结转政府信息公开申请数量")}{row.Replace("2\"", "3\"", StringComparison.Ordinal)}<c r=\"H3\" t=\"e\"><f>SUM(#REF!)</f><v>#REF!</v></c></row>"
        );

        var result = Read(book, Sample.Edition2019);

        Assert.Equal(21, result.Content.Cells[CellKey.Parse("requests/new_received/total")]);
        Assert.Null(result.Content.Cells[CellKey.Parse("requests/carried_in/total")]);
        Assert.Contains(result.Notes, note => note.Code == "formulas");
        Assert.Contains(result.Notes, note => note is { Code: "cell-error", Line: 3 });
    }

    [Fact]
    public void U11_HiddenSheetsRowsAndTexts_AreNotImportedAndSaid()
    {
        const string Styles =
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts><font/><font><color rgb=\"FFFFFFFF\"/></font></fonts><fills><fill/></fills><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\" fillId=\"0\"/></cellXfs></styleSheet>";
        var book = new RawWorkbook { Styles = Styles }
            .Sheet(
                "a",
                $"<row r=\"1\">{RawWorkbook.Cell(1, 0, "六、其他需要报告的事项")}</row><row r=\"2\">{RawWorkbook.Cell(2, 0, "无。")}</row>"
                    + $"<row r=\"3\" hidden=\"1\">{RawWorkbook.Cell(3, 0, "隐藏行")}</row><row r=\"4\">{RawWorkbook.Cell(4, 0, "白字", "s=\"1\"")}</row>"
            )
            .Sheet("b", RawWorkbook.Rows(["隐藏表"]), "veryHidden")
            .Part("xl/comments1.xml", "<comments/>");

        var result = Read(book, Sample.Edition2019);

        Assert.Equal("无。", result.Content.Sections.Other);
        Assert.Equal(
            ["comments", "hidden-cells", "hidden-sheet", "invisible-text"],
            result
                .Notes.Select(note => note.Code)
                .Where(code => code is "comments" or "hidden-cells" or "hidden-sheet" or "invisible-text")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void U11_WhiteOnAColour_IsSeen()
    {
        const string Styles =
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts><font><color theme=\"0\"/></font></fonts><fills><fill><patternFill><fgColor rgb=\"FF0000FF\"/></patternFill></fill></fills><cellXfs><xf fontId=\"0\" fillId=\"0\"/></cellXfs></styleSheet>";
        var book = new RawWorkbook { Styles = Styles }.Sheet("a", RawWorkbook.Rows(["六、其他需要报告的事项"], ["无。"]));

        var result = Read(book, Sample.Edition2019);

        Assert.Equal("无。", result.Content.Sections.Other);
        Assert.DoesNotContain(result.Notes, note => note.Code == "invisible-text");
    }

    [Fact]
    public void Import_SharedTextsWithRunsAndReadings_AreJoined()
    {
        var book = new RawWorkbook()
            .Sheet("a", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>")
            .Part(
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><r><t>六、其他</t></r><r><t>需要报告的事项</t></r><rPh><t>qita</t></rPh></si><si><t>无_x000D_\n好。</t></si></sst>"
            );

        Assert.Equal("无\n好。", Read(book, Sample.Edition2019).Content.Sections.Other);
    }

    private static ImportResult Read(RawWorkbook book, FormatEdition edition)
    {
        var outcome = ReportImporter.FromSpreadsheet(book.Bytes(), edition);
        return outcome is ImportOutcome.Read(var result)
            ? result
            : throw new InvalidOperationException(((ImportOutcome.Refused)outcome).Refusal.MessageEn);
    }
}
