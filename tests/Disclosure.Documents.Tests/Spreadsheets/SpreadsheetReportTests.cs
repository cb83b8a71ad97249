using System.Globalization;
using System.IO.Compression;
using CsCheck;
using Disclosure.Documents.Spreadsheets;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Disclosure.Documents.Tests.Spreadsheets;

public sealed class SpreadsheetReportTests
{
    [Fact]
    public void Render_AnyContent_ImportsBackToTheSame() =>
        Contents.Any.Sample(
            content =>
            {
                var result = Imported(SpreadsheetReport.Render(content), content.Edition);
                Assert.Equal(content, result.Content);
                Assert.Equal([], result.Notes.Select(note => note.Code));
            },
            iter: 100
        );

    [Fact]
    public void Render_AnyContent_IsValid() =>
        Contents.Any.Sample(content => Assert.Equal([], Errors(SpreadsheetReport.Render(content))), iter: 10);

    [Theory]
    [InlineData(2020)]
    [InlineData(2024)]
    public void Render_NamesOfCellsLost_ImportsBackByLabels(int year)
    {
        var content = Contents.Numbered(year);

        var result = Imported(Changed(SpreadsheetReport.Render(content), book => book.Workbook!.DefinedNames!.Remove()), content.Edition);

        Assert.Equal(content.Cells, result.Content.Cells);
        Assert.Equal(content.Sections.Overview, result.Content.Sections.Overview);
        Assert.Equal(content.Title, result.Content.Title);
    }

    [Fact]
    public void Render_TextLongerThanACell_GoesOnInTheNextRow()
    {
        var long1 = string.Concat(Enumerable.Repeat("公开😀", 20_000));
        var content = Contents.Numbered(2020) with
        {
            Sections = new ReportSections { Overview = long1 + "\n第二段", Other = new string('=', 70_000) },
        };

        var bytes = SpreadsheetReport.Render(content);

        Assert.Equal(content, Imported(bytes, content.Edition).Content);
        Assert.Equal([], Errors(bytes));
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.All(
            document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Text>()),
            text => Assert.True(text.Text.Length <= 32_767)
        );
    }

    [Fact]
    public void Render_TextThatLooksLikeAFormula_IsATextAndStaysOne()
    {
        var content = Contents.Numbered(2020) with
        {
            Sections = new ReportSections { Other = "=HYPERLINK(\"http://evil\")\n@SUM(1)\n+1\n-1" },
        };

        using var document = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetReport.Render(content)), isEditable: false);

        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<CellFormula>()));
        var styles = document
            .WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>()
            .ToList();
        var cells = document
            .WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Cell>())
            .Where(cell => cell.InnerText is ['=' or '@' or '+' or '-', ..] && cell.InlineString is not null)
            .ToList();
        Assert.Equal(4, cells.Count);
        Assert.All(cells, cell => Assert.True(styles[(int)cell.StyleIndex!.Value].QuotePrefix?.Value));
    }

    [Fact]
    public void Render_UnderAnotherCultureAndAgain_GivesTheSameBytes()
    {
        var content = Contents.Numbered(2024);
        var expected = SpreadsheetReport.Render(content);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, SpreadsheetReport.Render(content));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        using var zip = new ZipArchive(new MemoryStream(expected), ZipArchiveMode.Read);
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Theory]
    [InlineData(2020)]
    [InlineData(2024)]
    public void Render_EveryFigure_HasItsNameOnItsCell(int year)
    {
        var content = Contents.Numbered(year);

        using var document = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetReport.Render(content)), isEditable: false);
        var book = document.WorkbookPart!;
        var names = book.Workbook!.DefinedNames!.Elements<DefinedName>().ToDictionary(name => name.Name!.Value!, name => name.Text);

        foreach (var (key, value) in content.Cells)
        {
            var reference = names["figure." + key.ToString().Replace('/', '.')].Split('!');
            var sheet = book.Workbook.Sheets!.Elements<Sheet>().Single(sheet => $"'{sheet.Name}'" == reference[0]);
            var cell = ((WorksheetPart)book.GetPartById(sheet.Id!.Value!))
                .Worksheet!.Descendants<Cell>()
                .Single(cell => cell.CellReference == reference[1].Replace("$", "", StringComparison.Ordinal));
            Assert.Equal(value!.Value.ToString(CultureInfo.InvariantCulture), cell.CellValue!.Text);
        }
    }

    [Fact]
    public void Import_RowsInsertedAndSheetsRenamed_FollowsTheNames()
    {
        // As a spreadsheet program would: it moves the names with the cells.
        var content = Contents.Numbered(2020);
        var bytes = Changed(
            SpreadsheetReport.Render(content),
            book =>
            {
                var sheet = book.Workbook!.Sheets!.Elements<Sheet>().Single(sheet => sheet.Name == "表三 依申请公开");
                sheet.Name = "申请's";
                foreach (var name in book.Workbook.DefinedNames!.Elements<DefinedName>())
                {
                    name.Text = name.Text.Replace("'表三 依申请公开'", "'申请''s'", StringComparison.Ordinal);
                }
            }
        );

        Assert.Equal(content, Imported(bytes, content.Edition).Content);
    }

    [Fact]
    public void Import_AnExportOfTheOtherEdition_SaysSoAndPlacesWhatBothHave()
    {
        var content = Contents.Numbered(2020);

        var result = Imported(SpreadsheetReport.Render(content), FormatEdition.For(2021));

        Assert.Contains(result.Notes, note => note.Code == "edition-differs");
        Assert.Equal(
            content.Cells[CellKey.Parse("requests/granted/natural")],
            result.Content.Cells[CellKey.Parse("requests/granted/natural")]
        );
        Assert.Null(result.Content.Cells[CellKey.Parse("proactive/art20_1/rules/repealed")]);
        Assert.Contains(result.Notes, note => note.Code == "name-missing" && note.Cell?.ToString() == "proactive/art20_1/rules/repealed");
    }

    [Theory]
    [InlineData("三")]
    [InlineData("1.5")]
    [InlineData("-3")]
    public void Import_AFigureThatIsNone_IsSaid(string typed)
    {
        var content = Contents.Numbered(2020);
        var bytes = Changed(
            SpreadsheetReport.Render(content),
            book =>
            {
                var cell = book
                    .WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Cell>())
                    .First(cell => cell.CellValue?.Text == "1");
                (cell.DataType, cell.CellValue) = (DocumentFormat.OpenXml.Spreadsheet.CellValues.String, new CellValue(typed));
            }
        );

        var result = Imported(bytes, content.Edition);

        Assert.Equal(["value-unreadable"], result.Notes.Select(note => note.Code));
        Assert.Equal(197, result.PlacedCells);
    }

    [Fact]
    public void Import_AParagraphBelowItsText_IsSaid()
    {
        var content = Contents.Numbered(2020);
        var bytes = Changed(
            SpreadsheetReport.Render(content),
            book =>
            {
                var overview = book.Workbook!.DefinedNames!.Elements<DefinedName>().Single(name => name.Name == "text.overview");
                overview.Text = overview.Text.Replace(":$B$", ":$B$1", StringComparison.Ordinal)[..^2];
                var at = overview.Text.IndexOf(':', StringComparison.Ordinal);
                overview.Text = at < 0 ? overview.Text : overview.Text[..at];
            }
        );

        var result = Imported(bytes, content.Edition);

        Assert.Equal("总体良好。", result.Content.Sections.Overview);
        Assert.Equal(["text-unplaced", "text-unplaced"], result.Notes.Select(note => note.Code));
    }

    private static ImportResult Imported(byte[] bytes, FormatEdition edition)
    {
        var outcome = ReportImporter.FromSpreadsheet(bytes, edition);
        return outcome is ImportOutcome.Read(var result)
            ? result
            : throw new InvalidOperationException(((ImportOutcome.Refused)outcome).Refusal.MessageEn);
    }

    private static byte[] Changed(byte[] bytes, Action<WorkbookPart> change)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            change(document.WorkbookPart!);
            document.Save();
        }

        return stream.ToArray();
    }

    private static List<string> Errors(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return
        [
            .. new OpenXmlValidator(FileFormatVersions.Office2019)
                .Validate(document)
                .Select(error => $"{error.Path?.XPath}: {error.Description}"),
        ];
    }
}
