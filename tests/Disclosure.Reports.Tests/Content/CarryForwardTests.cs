using CsCheck;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Rules;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Content;

public sealed class CarryForwardTests
{
    private const string CarriedIn = "requests/carried_in/natural";

    [Fact]
    public void Into_BlankDraftOfTheSameEdition_FillsWhatTheRelationsName()
    {
        var previous = Sample
            .Clean()
            .With(
                ("requests/carried_out/natural", 3),
                ("requests/carried_out/total", 3),
                ("proactive/art20_5/licence/prev_items", 12),
                ("proactive/art20_5/licence/delta", -2),
                ("proactive/art20_1/normative/public_total", 40)
            );

        var carried = CarryForward.Into(Blank(2020), previous, overwrite: false);

        // Seven columns of requests carried in, five numbers of items, two totals of published documents.
        Assert.Equal(14, carried.Filled.Count);
        Assert.Empty(carried.Skipped);
        Assert.Equal(3, carried.Content.Cells[CellKey.Parse(CarriedIn)]);
        Assert.Equal(0, carried.Content.Cells[CellKey.Parse("requests/carried_in/commercial")]);
        Assert.Equal(3, carried.Content.Cells[CellKey.Parse("requests/carried_in/total")]);
        Assert.Equal(10, carried.Content.Cells[CellKey.Parse("proactive/art20_5/licence/prev_items")]);
        Assert.Equal(40, carried.Content.Cells[CellKey.Parse("proactive/art20_1/normative/public_total")]);
        Assert.All(carried.Filled, cell => Assert.Null(cell.Before));
        Assert.Null(carried.Content.Cells[CellKey.Parse("requests/new_received/natural")]);
    }

    [Fact]
    public void Into_TheFormOf2021_StartsTheBalanceFromLastYears()
    {
        var previous = Sample.Clean(Sample.Edition2021, 2021).With(("proactive/art20_1/normative/in_force", 17));
        var draft = Blank(2022)
            .With(
                ("proactive/art20_1/normative/made", 4),
                ("proactive/art20_1/normative/repealed", 1),
                ("proactive/art20_1/rules/made", 2)
            );

        var carried = CarryForward.Into(draft, previous, overwrite: false);

        Assert.Equal(20, carried.Content.Cells[CellKey.Parse("proactive/art20_1/normative/in_force")]);
        Assert.Equal(2, carried.Content.Cells[CellKey.Parse("proactive/art20_1/rules/in_force")]);
    }

    [Fact]
    public void Into_AcrossTheChangeOfForms_FillsWhatCorrespondsAndSaysWhatDoesNot()
    {
        var previous = Sample.Clean(Sample.Edition2019).With(("requests/carried_out/natural", 2), ("requests/carried_out/total", 2));

        var carried = CarryForward.Into(Blank(2021), previous, overwrite: false);

        Assert.Equal(7, carried.Filled.Count);
        Assert.Equal(2, carried.Content.Cells[CellKey.Parse(CarriedIn)]);
        Assert.Equal(
            [
                ("proactive/art20_1/rules/in_force", SkipReason.NoCounterpart),
                ("proactive/art20_1/normative/in_force", SkipReason.NoCounterpart),
            ],
            carried.Skipped.Select(cell => (cell.Cell.Key.ToString(), cell.Reason))
        );
    }

    [Theory]
    [InlineData(null, false, 5)]
    [InlineData(0, false, 5)]
    [InlineData(4, false, null)]
    [InlineData(4, true, 5)]
    [InlineData(5, false, null)]
    [InlineData(5, true, null)]
    public void Into_CellOfTheDraft_IsFilledOnlyIfBlankOr0OrAskedTo(int? there, bool overwrite, int? filled)
    {
        var previous = Sample.Clean().With(("requests/carried_out/natural", 5));
        var draft = Blank(2020).With((CarriedIn, there));

        var carried = CarryForward.Into(draft, previous, overwrite);

        Assert.Equal(filled, carried.Filled.FirstOrDefault(cell => cell.Cell.Key.ToString() == CarriedIn)?.After);
        var skipped = carried.Skipped.FirstOrDefault(cell => cell.Cell.Key.ToString() == CarriedIn);
        Assert.Equal(filled is null ? (there == 5 ? SkipReason.AlreadyRight : SkipReason.HasValue) : null, skipped?.Reason);
        Assert.Equal(filled is null ? 5 : null, skipped?.Value);
    }

    [Fact]
    public void Into_LastYearBlank_LeavesTheCellAlone()
    {
        var previous = Sample.Clean().With(("requests/carried_out/natural", null));

        var carried = CarryForward.Into(Blank(2020), previous, overwrite: true);

        Assert.Null(carried.Content.Cells[CellKey.Parse(CarriedIn)]);
        Assert.Equal(SkipReason.BlankLastYear, Assert.Single(carried.Skipped).Reason);
    }

    [Fact]
    public void Into_LastYearLeadsBelowZero_LeavesTheCellAlone()
    {
        var previous = Sample.Clean().With(("proactive/art20_5/licence/prev_items", 1), ("proactive/art20_5/licence/delta", -2));

        Assert.Equal(SkipReason.Impossible, Assert.Single(CarryForward.Into(Blank(2020), previous, overwrite: true).Skipped).Reason);
    }

    [Fact]
    public void Into_AnyConsistentYears_LeavesNoYearOnYearErrorAndIsDoneAtOnce() =>
        Gen.Select(Consistent.Content, Gen.Bool)
            .Sample(
                (previous, overwrite) =>
                {
                    var year = previous.Edition == Sample.Edition2021 ? 2022 : 2020;
                    var once = CarryForward.Into(Blank(year), previous, overwrite);
                    var again = CarryForward.Into(once.Content, previous, overwrite);
                    var findings = once.Content.CheckFor(PriorYearRule.Name, Sample.Context(year) with { Previous = previous });
                    return findings.Count == 0 && again.Filled.Count == 0 && again.Content.Equals(once.Content);
                },
                iter: 200
            );

    private static ReportContent Blank(int year) => ReportContent.Empty(FormatEdition.For(year), Sample.OrganName, year);
}
