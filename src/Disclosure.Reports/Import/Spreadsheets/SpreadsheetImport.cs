using System.Text;
using System.Xml;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// From a workbook: one that we exported by the names of its cells, any other by its labels. Never throws for what it is given; what no
/// report needs is refused before it is looked at.
/// </summary>
internal static class SpreadsheetImport
{
    // "EncryptedPackage" and "WordDocument" as the old container format names its streams.
    private static readonly byte[] EncryptedStream = Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly byte[] WordStream = Encoding.Unicode.GetBytes("WordDocument");

    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK"u8);

    public static bool IsOldContainer(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public static ImportOutcome From(ReadOnlyMemory<byte> file, FormatEdition edition, int? reportYear, SpreadsheetLimits limits)
    {
        try
        {
            CheckKind(file.Span);
            var notes = new ImportNotes();
            var workbook = WorkbookReader.Read(Package.Open(file, limits), limits);
            SpreadsheetNotes.Say(workbook, notes);
            return new ImportOutcome.Read(
                NamedCells.IsNamed(workbook)
                    ? new NamedCells(workbook, edition, notes).Result()
                    : new ImportReading(SpreadsheetItems.Of(workbook, edition), edition, reportYear, notes).Result()
            );
        }
        catch (SpreadsheetRefusedException refused)
        {
            return new ImportOutcome.Refused(refused.Refusal);
        }
        catch (XmlException)
        {
            return new ImportOutcome.Refused(
                SpreadsheetRefusedException.Damaged("内部的 XML 不完整", "a part is no well-formed XML").Refusal
            );
        }
    }

    private static void CheckKind(ReadOnlySpan<byte> file)
    {
        if (IsOldContainer(file))
        {
            throw file.IndexOf(EncryptedStream) >= 0 ? Package.Encrypted()
            : file.IndexOf(WordStream) >= 0
                ? WrongKind(
                    "这是旧版 Word 文档（.doc）。请另存为网页或文本",
                    "This is an old Word document (.doc). Save it as a page or text"
                )
            : WrongKind("这是旧版 Excel 文件（.xls）。请另存为 .xlsx", "This is an old Excel file (.xls). Save it as .xlsx");
        }

        if (!IsZip(file))
        {
            var start = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 1024)]);
            throw start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<!doctype", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<table", StringComparison.OrdinalIgnoreCase)
                ? WrongKind(
                    "这是改名为 .xlsx 的网页。请以 text/html 提交，或用 Excel 另存为 .xlsx",
                    "This is a web page that was named .xlsx. Send it as text/html, or save it as .xlsx in Excel"
                )
                : WrongKind(
                    "这不是 .xlsx 文件。请提交 Excel 或 WPS 另存的 .xlsx",
                    "This is no .xlsx file. Send one as Excel or WPS saves it"
                );
        }
    }

    private static SpreadsheetRefusedException WrongKind(string zh, string en) =>
        new(ImportRefusalReason.WrongKind, zh + "再导入。", en + " and import that.");
}
