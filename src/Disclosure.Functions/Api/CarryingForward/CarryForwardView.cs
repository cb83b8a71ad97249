using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Errors;
using Disclosure.Reports.Content;

namespace Disclosure.Functions.Api.CarryingForward;

/// <summary>What was carried forward, and from where.</summary>
/// <param name="Source">Last year's report.</param>
/// <param name="Filled">What was filled in; empty where nothing was asked for.</param>
/// <param name="Skipped">What was left alone, and why.</param>
/// <param name="Hint">What the drafter can do next; null if nothing.</param>
internal sealed record CarryForwardView(
    LastYearView Source,
    IReadOnlyList<FilledCellView> Filled,
    IReadOnlyList<SkippedCellView> Skipped,
    string? Hint
)
{
    public static CarryForwardView Of(CarryOutcome.Carried carried, Language language) =>
        new(
            LastYearView.Of(carried.Source, language),
            [.. carried.Figures.Filled.Select(cell => FilledCellView.Of(cell.Cell, cell.Before, cell.After, language))],
            [.. carried.Figures.Skipped.Select(cell => SkippedCellView.Of(cell, language))],
            null
        );

    /// <summary>For a new draft into which nothing was carried yet.</summary>
    public static CarryForwardView Offer(LastYearReport source, Language language) =>
        new(
            LastYearView.Of(source, language),
            [],
            [],
            new Bilingual(
                "有上年报告：POST /api/reports/{id}/carry-forward 可填入上年结转和上年存量数。",
                "There is a report of the year before: POST /api/reports/{id}/carry-forward fills in what was carried out and last year's balances."
            ).In(language)
        );
}

/// <summary>A cell that was left alone.</summary>
/// <param name="Cell">Its key.</param>
/// <param name="Label">Row and column in words.</param>
/// <param name="Reason">alreadyRight, hasValue, blankLastYear, noCounterpart or impossible.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Value">What last year's report gives for it; null if it gives nothing.</param>
internal sealed record SkippedCellView(string Cell, string Label, SkipReason Reason, string Message, decimal? Value)
{
    public static SkippedCellView Of(SkippedCell cell, Language language) =>
        new(cell.Cell.Key.ToString(), cell.Cell.LabelIn(language), cell.Reason, Words(cell.Reason).In(language), cell.Value);

    private static Bilingual Words(SkipReason reason) =>
        reason switch
        {
            SkipReason.AlreadyRight => new("已是该数。", "It holds that figure already."),
            SkipReason.HasValue => new("已填其他数，未改动；需要覆盖时用 overwrite。", "It holds another figure; overwrite replaces it."),
            SkipReason.BlankLastYear => new("上年报告此项为空。", "Last year's report left it blank."),
            SkipReason.NoCounterpart => new("上年的表格没有对应项。", "Last year's form had nothing corresponding."),
            _ => new(
                "按上年数据推算的结果不合理（如为负数），请核对。",
                "Last year's figures lead to one that cannot be, such as a negative count."
            ),
        };
}
