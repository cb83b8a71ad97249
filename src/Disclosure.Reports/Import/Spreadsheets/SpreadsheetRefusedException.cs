namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// Leaves the reading of a workbook from whatever depth; caught in one place, <see cref="SpreadsheetImport"/>, which turns it into the
/// outcome that callers see.
/// </summary>
internal sealed class SpreadsheetRefusedException(ImportRefusalReason reason, string zh, string en) : Exception(en)
{
    public ImportRefusal Refusal { get; } = new(reason, zh, en);

    public static SpreadsheetRefusedException Damaged(string zh, string en) =>
        new(
            ImportRefusalReason.Damaged,
            $"文件已损坏，无法读取：{zh}。请用表格软件打开后另存为 .xlsx 再导入。",
            $"The file is damaged and cannot be read: {en}. Open it in a spreadsheet program, save it as .xlsx and import that."
        );

    public static SpreadsheetRefusedException TooLarge(string zh, string en) =>
        new(
            ImportRefusalReason.TooLarge,
            $"文件展开后过大，已拒绝：{zh}。请只保留报告的表格后重新保存。",
            $"Unpacked, the file is too large and was refused: {en}. Keep the report's tables only and save it again."
        );

    public static SpreadsheetRefusedException Unsafe(string zh, string en) =>
        new(
            ImportRefusalReason.Unsafe,
            $"为安全起见，文件已拒绝：{zh}。请删除后另存为普通的 .xlsx 再导入。",
            $"The file was refused for safety: {en}. Remove it, save as a plain .xlsx and import that."
        );
}
