using System.Globalization;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>
/// Figures more than half and more than ten away from last year's: often a slip of a digit. One finding a table, and totals
/// only where there are totals, since the parts would say the same again.
/// </summary>
internal sealed class JumpRule : ICheckRule
{
    public const string Name = "year-jump";

    private const decimal Share = 0.5m;
    private const decimal Least = 10;
    private const int Named = 5;

    public IEnumerable<Finding> Check(CheckInput input)
    {
        if (input.Context.Previous is not { } previous)
        {
            return [];
        }

        return input.Edition.Tables.Select(table => Finding(table, input.Content.Cells, previous.Cells)).OfType<Finding>();
    }

    private static Finding? Finding(TableFormat table, CellValues current, CellValues previous)
    {
        var totalsOnly = table.Parts.Any(part => part.Columns.Any(IsTotal));
        var jumps = current
            .Edition.Cells.Where(cell =>
                cell.Key.Table == table.Id && (!totalsOnly || IsTotal(cell.Column)) && cell.Column.Kind != FigureKind.SignedCount
            )
            .Where(cell => Jumps(current[cell.Ordinal], previous.TryGet(cell.Key, out var before) ? before : null))
            .ToList();
        if (jumps is [])
        {
            return null;
        }

        var zh = jumps.Take(Named).Select(cell => $"“{cell.Label}”{Number(previous[cell.Key])}→{Number(current[cell.Ordinal])}");
        var en = jumps.Take(Named).Select(cell => $"“{cell.LabelEn}” {Number(previous[cell.Key])} → {Number(current[cell.Ordinal])}");
        var more = jumps.Count > Named;
        return new Finding
        {
            Id = $"{Name}:{table.Id}",
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh = $"与上年相比变动超过 50% 且超过 10：{string.Join('、', zh)}{(more ? $"等 {jumps.Count} 处" : "")}。",
            MessageEn = $"More than 50% and 10 away from last year: {string.Join(", ", en)}{(more ? $" … {jumps.Count} in all" : "")}.",
            Places = [.. jumps.Select(cell => new FindingPlace.Cell(cell.Key))],
            Advice = new Advice
            {
                Zh = "核对是否多录、漏录；情况属实的，说明原因即可。",
                En = "Check for a slip; if it is so, give the reason.",
            },
        };
    }

    private static bool Jumps(decimal? now, decimal? before) =>
        now is { } n && before is { } b && Math.Abs(n - b) > Least && Math.Abs(n - b) > Share * b;

    private static bool IsTotal(ColumnFormat column) => column.Label == "总计";

    private static string Number(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "—";
}
