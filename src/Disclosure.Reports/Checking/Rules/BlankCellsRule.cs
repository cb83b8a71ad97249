using Disclosure.Reports.Checking.Figures;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>No cell of the form may stay blank: what did not happen is 0.</summary>
internal sealed class BlankCellsRule : ICheckRule
{
    public const string Name = "figures-blank";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var fill = BlankFill.For(input.Content.Cells);
        return input.Edition.Tables.Select(table => Finding(table, input, fill)).OfType<Finding>();
    }

    private static Finding? Finding(TableFormat table, CheckInput input, IReadOnlyList<CellPatch> fill)
    {
        var blank = fill.Where(patch => patch.Key.Table == table.Id).ToList();
        if (blank is [])
        {
            return null;
        }

        var section = input.Edition.Sections.First(s => s.No == table.SectionNo);
        return new Finding
        {
            Id = $"{Name}:{table.Id}",
            Rule = Name,
            Severity = Severity.Error,
            MessageZh = $"“{section.Title}”的表格有 {blank.Count} 个单元格空白。",
            MessageEn = $"The table of “{section.TitleEn}” has {blank.Count} blank {(blank.Count == 1 ? "cell" : "cells")}.",
            Places = [.. blank.Select(patch => new FindingPlace.Cell(patch.Key))],
            Advice = new Advice
            {
                Zh = "没有发生的填 0，不要留空，也不要画“/”；合计按已填的数补上。",
                En = "Enter 0 where nothing happened, never a blank or “/”; totals are completed from the figures entered.",
                Patch = blank,
            },
        };
    }
}
