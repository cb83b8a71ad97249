using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>What the spreadsheet program itself refuses to have typed into a figure's cell.</summary>
internal static class FigureChecks
{
    public static DataValidations Of(FormatEdition edition, IReadOnlyList<GridCell> figures, int firstRow)
    {
        var checks = figures
            .GroupBy(cell => edition.TryGetCell(cell.Key!.Value, out var format) ? format.Column.Kind : FigureKind.Count)
            .OrderBy(group => group.Key)
            .Select(group => Check(group.Key, string.Join(' ', group.Select(cell => SheetCells.Reference(firstRow + cell.Row, cell.Col)))))
            .ToList();
        return new DataValidations(checks) { Count = (uint)checks.Count };
    }

    private static DataValidation Check(FigureKind kind, string cells)
    {
        var (type, least, most, message) = kind switch
        {
            FigureKind.Amount => (DataValidationValues.Decimal, 0, ContentJson.MaxAmount, "请填写不小于 0 的金额。"),
            FigureKind.SignedCount => (DataValidationValues.Whole, -ContentJson.MaxCount, ContentJson.MaxCount, "请填写整数，减少填负数。"),
            _ => (DataValidationValues.Whole, 0, ContentJson.MaxCount, "请填写不小于 0 的整数，没有的填 0。"),
        };
        return new DataValidation(new Formula1(Number(least)), new Formula2(Number(most)))
        {
            Type = type,
            Operator = DataValidationOperatorValues.Between,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorTitle = "数字有误",
            Error = message,
            SequenceOfReferences = new ListValue<StringValue> { InnerText = cells },
        };
    }

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
