namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>Says what a workbook holds that is not seen, or that was not typed. Nothing of what is hidden is imported.</summary>
internal static class SpreadsheetNotes
{
    public static void Say(Workbook workbook, ImportNotes notes)
    {
        foreach (var sheet in workbook.Sheets.Where(sheet => sheet.Rows.Count > 0))
        {
            if (sheet.IsHidden)
            {
                notes.Add(
                    "hidden-sheet",
                    $"工作表“{sheet.Name}”是隐藏的，没有导入；报送或公开文件前请核实其内容。",
                    $"The sheet “{sheet.Name}” is hidden and was not imported; check what it holds before the file goes anywhere."
                );
            }
            else
            {
                Say(sheet, notes);
            }
        }

        if (workbook.HasComments)
        {
            notes.Add(
                "comments",
                "文件带有批注或修订，没有导入；报送或公开文件前请删除。",
                "The file holds comments or tracked changes; they were not imported. Delete them before the file goes anywhere."
            );
        }

        if (workbook.HasHyperlinks)
        {
            notes.Add(
                "links-dropped",
                "文件中的超链接没有导入，只导入了文字。",
                "The file's hyperlinks were not imported, only their texts."
            );
        }
    }

    private static void Say(Sheet sheet, ImportNotes notes)
    {
        var hidden = sheet.Rows.Where(row => row.IsHidden).Select(row => row.Number).Take(10).ToList();
        var columns = sheet.HiddenColumns.Any(column => sheet.Rows.Any(row => row.Cells.Any(cell => cell.Column == column)));
        if (hidden.Count > 0 || columns)
        {
            notes.Add(
                "hidden-cells",
                $"工作表“{sheet.Name}”有隐藏的行或列，没有导入；如属报告内容，请取消隐藏后重新导入。",
                $"The sheet “{sheet.Name}” has hidden rows or columns; they were not imported. If they belong to the report, show them and import again."
            );
        }

        var cells = sheet.Rows.Where(row => !row.IsHidden).SelectMany(row => row.Cells).ToList();
        if (cells.Exists(cell => cell.IsInvisible))
        {
            notes.Add(
                "invisible-text",
                $"工作表“{sheet.Name}”有看不见的文字（如白底白字），没有导入。",
                $"The sheet “{sheet.Name}” has text that is not seen (such as white on white); it was not imported."
            );
        }

        if (cells.Count(cell => cell.IsFormula) is > 0 and var formulas)
        {
            notes.Add(
                "formulas",
                $"工作表“{sheet.Name}”有 {formulas} 个公式，取其保存时的结果，没有重新计算。",
                $"The sheet “{sheet.Name}” has {formulas} formulas; their saved results were taken, nothing was calculated."
            );
        }

        foreach (var row in sheet.Rows.Where(row => !row.IsHidden && row.Cells.Any(cell => cell.IsError)).Take(20))
        {
            notes.Add(
                "cell-error",
                $"工作表“{sheet.Name}”第 {row.Number} 行有错误值（如 #REF!），按空白处理。",
                $"The sheet “{sheet.Name}” has an error value (such as #REF!) in row {row.Number}; it counts as blank.",
                line: row.Number
            );
        }

        if (sheet.IsWider)
        {
            notes.Add(
                "columns-beyond",
                $"工作表“{sheet.Name}”过宽，右侧的列没有导入。",
                $"The sheet “{sheet.Name}” is too wide; its columns on the right were not imported."
            );
        }
    }
}
