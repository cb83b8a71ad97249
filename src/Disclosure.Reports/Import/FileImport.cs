using Disclosure.Reports.Formats;
using Disclosure.Reports.Import.Spreadsheets;

namespace Disclosure.Reports.Import;

/// <summary>What a file is said to be.</summary>
public enum FileKind
{
    /// <summary>Nobody said; it is found out.</summary>
    Unknown,
    Text,
    Html,
    Spreadsheet,
}

/// <summary>Finds out what a file is, since names and types that come with files are often wrong, and has it read.</summary>
internal static class FileImport
{
    private const int Prolog = 2048;

    public static ImportOutcome From(byte[] file, FileKind kind, string? charset, FormatEdition edition, int? reportYear)
    {
        if (kind == FileKind.Spreadsheet || SpreadsheetImport.IsZip(file) || SpreadsheetImport.IsOldContainer(file))
        {
            return SpreadsheetImport.From(file, edition, reportYear, SpreadsheetLimits.Default);
        }

        if (
            file.AsSpan().StartsWith("%PDF"u8)
            || file.AsSpan().StartsWith("{\\rtf"u8)
            || file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])
        )
        {
            return Refused(
                "这是 PDF、RTF 或图片，不能直接导入。请提交 .xlsx、网页或文本。",
                "This is a PDF, RTF or picture, which is not read. Send .xlsx, the page or text."
            );
        }

        if (TextEncodings.Decode(file, charset) is not { } text || text.AsSpan(0, Math.Min(text.Length, Prolog)).Contains('\0'))
        {
            return Refused(
                "无法识别文件的文字编码。请另存为 UTF-8（或 GB18030、Big5）后再导入。",
                "The file's text encoding was not recognised. Save it as UTF-8 (or GB 18030, Big5) and import that."
            );
        }

        var isHtml = kind == FileKind.Html || (kind == FileKind.Unknown && LooksLikeHtml(text));
        return new ImportOutcome.Read(
            isHtml ? ReportImporter.FromHtml(text, edition, reportYear) : ReportImporter.FromText(text, edition, reportYear)
        );
    }

    private static bool LooksLikeHtml(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, Prolog));
        return start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<table", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<div", StringComparison.OrdinalIgnoreCase)
            || start.Contains("<p>", StringComparison.OrdinalIgnoreCase);
    }

    private static ImportOutcome.Refused Refused(string zh, string en) => new(new ImportRefusal(ImportRefusalReason.WrongKind, zh, en));
}
