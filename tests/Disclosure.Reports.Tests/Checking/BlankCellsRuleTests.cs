using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class BlankCellsRuleTests
{
    private const string Rule = "figures-blank";

    [Fact]
    public void Check_NewDraft_HasOneFindingATable()
    {
        var draft = ReportContent.Empty(Sample.Edition2019, Sample.OrganName, 2020);

        var findings = draft.CheckFor(Rule);

        Assert.Equal(["figures-blank:proactive", "figures-blank:requests", "figures-blank:review_litigation"], findings.Select(f => f.Id));
        Assert.Equal(198, findings.Sum(f => f.Places.Count));
        Assert.All(findings.SelectMany(f => f.Advice!.Patch), patch => Assert.Equal(0, patch.Value));
    }

    [Fact]
    public void Check_BlankTotals_AreProposedFromTheirParts()
    {
        var content = Sample
            .Clean()
            .With(
                ("requests/new_received/natural", 2),
                ("requests/new_received/commercial", 1),
                ("requests/new_received/total", null),
                ("requests/granted/natural", 2),
                ("requests/granted/commercial", 1),
                ("requests/granted/total", null),
                ("requests/granted/research", null),
                ("requests/results_total/natural", null),
                ("requests/results_total/commercial", null),
                ("requests/results_total/total", null)
            );

        var mended = RelationRuleTests.Applied(content, Assert.Single(content.CheckFor(Rule)).Advice!.Patch);

        Assert.Equal(3, mended.Cells[CellKey.Parse("requests/results_total/total")]);
        Assert.Empty(mended.Check());
    }

    [Fact]
    public void Check_FractionAndNegative_AreErrors()
    {
        var content = Sample.Clean().With(("proactive/art20_1/rules/made", 1.5m), ("proactive/art20_9/procurement/projects", -1));

        Assert.Equal(
            ["figures-number:proactive/art20_1/rules/made", "figures-number:proactive/art20_9/procurement/projects"],
            content.CheckFor("figures-number").Select(f => f.Id)
        );
    }
}
