using Disclosure.Reports.Checking;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

/// <summary>The published report of 2020: exactly what is wrong with it, and nothing invented.</summary>
public sealed class SeedTests
{
    internal static readonly string[] Expected =
    [
        "figures-relation:T3-ROW-new_received Error",
        "figures-relation:T3-ROW-unable_not_held Error",
        "figures-relation:T3-ROW-results_total Error",
        "names:overview:office-twice:1 Error",
        "names-organ Warning",
        "metadata-blank Warning",
        "timeliness-statutory Warning",
    ];

    [Fact]
    public void Check_Seed_GivesExactlyItsFindings() => Assert.Equal(Expected, Summary(Seed.Content.Check()));

    [Fact]
    public void Check_Seed_SaysWhatIsBlank()
    {
        var finding = Assert.Single(Seed.Content.CheckFor("metadata-blank"));

        Assert.Equal("信息头有空白项：名称、文号、关键词、公开形式、是否有效、内容概述。", finding.MessageZh);
    }

    [Fact]
    public void Check_Seed_SaysHowLateItIsAndWhy()
    {
        var finding = Assert.Single(Seed.Content.CheckFor("timeliness-statutory"));

        Assert.Equal("公布日期 2021-02-02，已超过法定期限 2021-01-31 2 天。", finding.MessageZh);
        Assert.Contains("最后一个工作日为 2021-01-29", finding.Advice!.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Seed_MarksTheMisnamedOffice()
    {
        var finding = Assert.Single(Seed.Content.CheckFor("names"));

        var place = Assert.IsType<FindingPlace.Text>(Assert.Single(finding.Places));
        Assert.Equal("国务院办公厅政府信息与政务信息公开办公室", Seed.Content.Sections.Overview.Substring(place.Start, place.Length));
    }

    [Fact]
    public void Check_Twice_GivesTheSameFindings() =>
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(Seed.Content.Check()),
            System.Text.Json.JsonSerializer.Serialize(Seed.Content.Check())
        );

    internal static IEnumerable<string> Summary(IEnumerable<Finding> findings) => findings.Select(f => $"{f.Id} {f.Severity}");
}
