using Disclosure.Functions.Api.ApplyingAdvice;
using Disclosure.Reports;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Formats;

namespace Disclosure.Functions.Tests.Api;

public sealed class AdviceChoiceTests
{
    private static readonly Finding[] s_found = [Found("a", patched: true), Found("b", patched: false), Found("c", patched: true)];

    [Fact]
    public void Of_NothingNamed_IsEveryFindingWithAPatch() =>
        Assert.Equal(["a", "c"], Assert.IsType<AdviceChoice.Chosen>(AdviceChoice.Of(s_found, [])).Findings.Select(finding => finding.Id));

    [Fact]
    public void Of_SomeNamed_IsThoseInTheOrderOfTheCheck()
    {
        var chosen = Assert.IsType<AdviceChoice.Chosen>(AdviceChoice.Of(s_found, ["c", "a", "c"]));

        Assert.Equal(["a", "c"], chosen.Findings.Select(finding => finding.Id));
        Assert.True(chosen.IsNamed);
    }

    [Fact]
    public void Of_UnknownAmongThem_NamesIt() =>
        Assert.Equal(["x"], Assert.IsType<AdviceChoice.Unknown>(AdviceChoice.Of(s_found, ["a", "x", "b"])).Ids);

    [Fact]
    public void Of_WordsAlone_NamesThem() =>
        Assert.Equal(["b"], Assert.IsType<AdviceChoice.WithoutPatch>(AdviceChoice.Of(s_found, ["a", "b"])).Ids);

    private static Finding Found(string id, bool patched) =>
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
                Patch = patched ? [new CellPatch(CellKey.Parse("requests/new_received/natural"), 1)] : [],
            },
        };
}
