using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>
/// A report as an .xlsx workbook: its texts on one sheet, each table on one of its own as it is printed. Every figure and text has a name
/// (<see cref="Disclosure.Reports.Import.Spreadsheets.SpreadsheetNames"/>), so that the workbook imports back to the same content. The same
/// content gives the same bytes.
/// </summary>
public static class SpreadsheetReport
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The workbook's bytes.</summary>
    public static byte[] Render(ReportContent content)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = SheetStyles.Stylesheet();
            var sheets = new List<PrintedSheet> { TextSheet.Of(content) };
            sheets.AddRange(content.Edition.Tables.Select(table => TableSheet.Of(content, table)));
            workbook.Workbook = Workbook(workbook, sheets);
            DocumentProperties.Write(document, content);

            // Left to itself the library makes these ids up anew each time.
            document.ChangeIdOfPart(workbook, "workbook");
            document.ChangeIdOfPart(document.CoreFilePropertiesPart!, "properties");
        }

        return FixedZip.Repack(bytes.ToArray());
    }

    private static Workbook Workbook(WorkbookPart part, List<PrintedSheet> printed)
    {
        var sheets = new Sheets();
        var names = new List<(string Name, string Reference)>();
        foreach (var (index, sheet) in printed.Index())
        {
            var id = $"sheet{index + 1}";
            part.AddNewPart<WorksheetPart>(id).Worksheet = sheet.Worksheet;
            sheets.AppendChild(
                new Sheet
                {
                    Id = id,
                    SheetId = (uint)index + 1,
                    Name = sheet.Name,
                }
            );
            names.AddRange(sheet.Names.Select(name => (name.Name, $"'{sheet.Name}'!{name.Reference}")));
        }

        return new Workbook(
            new BookViews(new WorkbookView { ActiveTab = 0 }),
            sheets,
            new DefinedNames(
                names
                    .OrderBy(name => name.Name, StringComparer.Ordinal)
                    .Select(name => new DefinedName(name.Reference) { Name = name.Name })
            ),
            new CalculationProperties { CalculationId = 0, FullCalculationOnLoad = false }
        );
    }
}

/// <param name="Name">At most 31 characters.</param>
/// <param name="Worksheet">Its markup.</param>
/// <param name="Names">What its cells are called, with references within the sheet.</param>
internal sealed record PrintedSheet(string Name, Worksheet Worksheet, IReadOnlyList<(string Name, string Reference)> Names);
