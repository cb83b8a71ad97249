using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Rules;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Content;

public sealed class AppliedAdviceTests
{
    private const string One = "requests/new_received/natural";
    private const string Two = "requests/new_received/total";

    [Fact]
    public void Of_TheSeedsFindings_MendsItsThreeRelations()
    {
        var context = Sample.Context();
        var applied = AppliedAdvice.Of(Seed.Content, Seed.Content.Check(context));

        Assert.Equal(3, applied.Changes.Count);
        Assert.All(applied.Changes, change => Assert.Equal((1m, 0m), (change.Before, change.After)));
        Assert.All(applied.Changes, change => Assert.Equal("other_org", change.Cell.Key.Col));
        Assert.All(applied.Changes, change => Assert.Equal(3, change.Findings.Count));
        Assert.Empty(applied.Conflicts);
        Assert.Empty(applied.Content.CheckFor(RelationRule.Name, context));
        Assert.Equal(Seed.Content.Sections, applied.Content.Sections);
    }

    [Fact]
    public void Of_TwoFindings_AppliesBothAndSaysWhoseEachCellIs()
    {
        var applied = AppliedAdvice.Of(Sample.Clean(), [Finding("a", (Two, 2)), Finding("b", (One, 1), (Two, 2))]);

        Assert.Equal(
            [(One, 0m, 1m, "b"), (Two, 0m, 2m, "a b")],
            applied.Changes.Select(change =>
                (change.Cell.Key.ToString(), change.Before!.Value, change.After!.Value, string.Join(' ', change.Findings))
            )
        );
        Assert.Equal(1, applied.Content.Cells[CellKey.Parse(One)]);
    }

    [Fact]
    public void Of_ContradictingFindings_AppliesTheFirstWhollyAndTheOtherNotAtAll()
    {
        var applied = AppliedAdvice.Of(Sample.Clean(), [Finding("a", (Two, 2)), Finding("b", (One, 1), (Two, 3))]);

        Assert.Equal(new AdviceConflict("b", Cell(Two), "a"), Assert.Single(applied.Conflicts));
        Assert.Equal(0, applied.Content.Cells[CellKey.Parse(One)]);
        Assert.Equal(2, applied.Content.Cells[CellKey.Parse(Two)]);
    }

    [Fact]
    public void Of_FindingsWithoutPatchOrWithWhatIsThere_ChangesNothing()
    {
        var content = Sample.Clean();

        var applied = AppliedAdvice.Of(content, [Finding("words"), Finding("same", (One, 0))]);

        Assert.Empty(applied.Changes);
        Assert.Equal(content, applied.Content);
    }

    [Fact]
    public void Of_APatchOfAnotherEdition_IsACallersMistake() =>
        Assert.Throws<ArgumentException>(() => AppliedAdvice.Of(Sample.Clean(), [Finding("a", ("requests/other_misc/total", 1))]));

    private static Finding Finding(string id, params (string Cell, decimal? Value)[] patch) =>
        new()
        {
            Id = id,
            Rule = "rule",
            Severity = Severity.Error,
            MessageZh = "",
            MessageEn = "",
            Places = [],
            Advice = new Advice
            {
                Zh = "",
                En = "",
                Patch = [.. patch.Select(cell => new CellPatch(CellKey.Parse(cell.Cell), cell.Value))],
            },
        };

    private static CellFormat Cell(string key) =>
        Sample.Edition2019.TryGetCell(CellKey.Parse(key), out var cell) ? cell : throw new KeyNotFoundException(key);
}
