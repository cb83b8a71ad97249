using Disclosure.Reports.Formats;

namespace Disclosure.Functions.Api;

/// <summary>A figure that was changed for the drafter.</summary>
/// <param name="Cell">Its key, as in <c>requests/carried_in/natural</c>.</param>
/// <param name="Label">Row and column in words.</param>
/// <param name="Before">Null for blank.</param>
/// <param name="After">Null for blank.</param>
/// <param name="Findings">Ids of the findings that advised it; null where none did.</param>
internal sealed record FilledCellView(string Cell, string Label, decimal? Before, decimal? After, IReadOnlyList<string>? Findings)
{
    public static FilledCellView Of(
        CellFormat cell,
        decimal? before,
        decimal? after,
        Language language,
        IReadOnlyList<string>? findings = null
    ) => new(cell.Key.ToString(), cell.LabelIn(language), before, after, findings);
}

/// <summary>Labels in the caller's language.</summary>
internal static class CellLabels
{
    public static string LabelIn(this CellFormat cell, Language language) => language == Language.En ? cell.LabelEn : cell.Label;
}
