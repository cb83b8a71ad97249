using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class RelationRuleTests
{
    private const string Rule = "figures-relation";

    [Fact]
    public void Check_Seed_FindsItsThreeRelations() =>
        Assert.Equal(
            ["figures-relation:T3-ROW-new_received", "figures-relation:T3-ROW-unable_not_held", "figures-relation:T3-ROW-results_total"],
            Seed.Content.CheckFor(Rule).Select(finding => finding.Id)
        );

    [Fact]
    public void Check_Seed_AdvisesToSetOtherToZeroInThreeRows()
    {
        var advice = Assert.Single(Seed.Content.CheckFor(Rule).Select(finding => finding.Advice!.Zh).Distinct());
        var patch = Seed.Content.CheckFor(Rule)[0].Advice!.Patch;

        Assert.StartsWith("把“其他”列的 3 行", advice, StringComparison.Ordinal);
        Assert.Contains("改为 0，47 项勾稽关系即全部成立", advice, StringComparison.Ordinal);
        Assert.Equal(
            ["requests/new_received/other_org", "requests/unable_not_held/other_org", "requests/results_total/other_org"],
            patch.Select(p => p.Key.ToString())
        );
        Assert.All(patch, p => Assert.Equal(0, p.Value));
    }

    [Fact]
    public void Check_SeedAfterItsAdvice_FindsNoRelation()
    {
        var patch = Seed.Content.CheckFor(Rule)[0].Advice!.Patch;

        Assert.Empty(Applied(Seed.Content, patch).CheckFor(Rule));
    }

    [Fact]
    public void Check_WrongTotal_AdvisesTheTotalAlone()
    {
        var content = Sample
            .Clean()
            .With(
                ("requests/new_received/natural", 3),
                ("requests/new_received/total", 2),
                ("requests/granted/natural", 3),
                ("requests/granted/total", 3),
                ("requests/results_total/natural", 3),
                ("requests/results_total/total", 3)
            );

        var findings = content.CheckFor(Rule);

        Assert.Equal(2, findings.Count);
        Assert.Equal([new CellPatch(CellKey.Parse("requests/new_received/total"), 3)], findings[0].Advice!.Patch);
    }

    [Fact]
    public void Check_TwoIndependentFaults_AdvisesEachByItself()
    {
        var content = Sample.Clean().With(("review_litigation/cases/review_total", 1), ("review_litigation/cases/after_total", 2));

        var findings = content.CheckFor(Rule);

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.Single(finding.Advice!.Patch));
        Assert.Empty(Applied(content, [.. findings.SelectMany(f => f.Advice!.Patch)]).CheckFor(Rule));
    }

    [Fact]
    public void Check_HopelessFigures_AreFoundWithoutAdvice()
    {
        var figures = Sample.Edition2019.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)((cell.Ordinal * 7919 % 101) + 1)));
        var content = Sample.Clean() with { Cells = Sample.Clean().Cells.With(figures) };

        var findings = content.CheckFor(Rule);

        Assert.True(findings.Count > 30);
        Assert.All(findings.Where(f => f.Id.Contains("T3-SUM", StringComparison.Ordinal)), f => Assert.Null(f.Advice));
    }

    [Fact]
    public void Check_PublishedMoreThanPublic_IsAWarning() =>
        Assert.Equal(
            Severity.Warning,
            Assert.Single(Sample.Clean().With(("proactive/art20_1/rules/published", 2)).CheckFor(Rule)).Severity
        );

    [Fact]
    public void Check_BlankInARelation_IsLeftToTheBlankRule()
    {
        var findings = Sample.Clean().With(("requests/granted/natural", null)).Check();

        Assert.Equal("figures-blank:requests", Assert.Single(findings).Id);
    }

    internal static ReportContent Applied(ReportContent content, IReadOnlyList<CellPatch> patch) =>
        content with
        {
            Cells = content.Cells.With(patch.Select(p => KeyValuePair.Create(p.Key, p.Value))),
        };
}
