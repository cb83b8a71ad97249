using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class StructureRulesTests
{
    [Theory]
    [InlineData(2019)]
    [InlineData(2020)]
    [InlineData(2021)]
    [InlineData(2025)]
    public void Check_CleanReport_FindsNothing(int year) =>
        Assert.Empty(Sample.Clean(Disclosure.Reports.Formats.FormatEdition.For(year), year).Check(Sample.Context(year)));

    [Fact]
    public void Check_WrongEdition_IsAnError() =>
        Assert.Contains(Sample.Clean(Sample.Edition2019, 2021).Check(Sample.Context(2021)), f => f.Id == "structure-edition");

    [Theory]
    [InlineData("张掖市审计局2019年政府信息公开工作年度报告", "structure-title:year", Severity.Error)]
    [InlineData("", "structure-title:missing", Severity.Error)]
    [InlineData("市审计局2020年政府信息公开工作年度报告", "structure-title:form", Severity.Warning)]
    [InlineData("张掖市审计局2020年政府信息公开年报", "structure-title:form", Severity.Warning)]
    public void Check_WrongTitle_IsFound(string title, string id, Severity severity)
    {
        var finding = Assert.Single((Sample.Clean() with { Title = title }).CheckFor("structure-title"));

        Assert.Equal((id, severity), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData("張掖市審計局2020年政府信息公開工作年度報告")]
    [InlineData("张掖市审计局 ２０２０年政府信息公开工作年度报告")]
    public void Check_TitleInAnotherScriptOrWidth_IsTheSameTitle(string title) =>
        Assert.Empty((Sample.Clean() with { Title = title }).CheckFor("structure-title"));

    [Theory]
    [InlineData("", "structure-section:problems:empty")]
    [InlineData("无。", "structure-section:problems:nothing")]
    [InlineData("公开不够及时。", "structure-section:problems:short")]
    public void Check_PoorSectionFive_IsFound(string problems, string id)
    {
        var clean = Sample.Clean();

        var finding = Assert.Single((clean with { Sections = clean.Sections with { Problems = problems } }).Check());

        Assert.Equal(id, finding.Id);
    }

    [Fact]
    public void Check_NothingElseToReport_IsFineUpTo2020()
    {
        var clean = Sample.Clean();

        Assert.Empty((clean with { Sections = clean.Sections with { Other = "无。" } }).Check());
    }

    [Theory]
    [InlineData("无。", false)]
    [InlineData("本年度未收取信息处理费。", true)]
    [InlineData("本机关依申请公开信息没有收费。", true)]
    public void Check_FeeStatement_IsWantedFrom2021(string other, bool enough)
    {
        var clean = Sample.Clean(Sample.Edition2021, 2021);

        var findings = (clean with { Sections = clean.Sections with { Other = other } }).Check(Sample.Context(2021));

        Assert.Equal(enough ? [] : ["structure-fees"], findings.Select(f => f.Id));
    }

    [Theory]
    [InlineData("2020年，我局做好公开工作。\n五、存在的主要问题及改进情况\n公开不够及时。", "structure-heading:overview:problems")]
    [InlineData("2020年，我局做好公开工作。\n六、其他需要報告的事項：\n無", "structure-heading:overview:other")]
    public void Check_PastedHeading_IsFoundAtItsLine(string overview, string id)
    {
        var finding = Assert.Single(Sample.Clean().WithOverview(overview).CheckFor("structure-heading"));

        Assert.Equal(id, finding.Id);
        var place = Assert.IsType<FindingPlace.Text>(Assert.Single(finding.Places));
        Assert.Equal(overview.Split('\n')[1], overview.Substring(place.Start, place.Length));
    }

    [Theory]
    [InlineData("本报告所列数据的统计期限自2019年1月1日起至2019年12月31日止。", "structure-year:overview:period")]
    [InlineData("统计期限为2020年1月1日至2019年12月31日。", "structure-year:overview:period")]
    [InlineData("2019年，我局做好公开工作。", "structure-year:overview:opening")]
    public void Check_AnotherYearInTheText_IsFound(string overview, string id) =>
        Assert.Equal(id, Assert.Single(Sample.Clean().WithOverview(overview).Check()).Id);

    [Theory]
    [InlineData("数据统计期限自2020年1月1日起，至12月31日止。")]
    [InlineData("2020年，我局在2019年工作的基础上做好公开工作。")]
    [InlineData("按照2019年5月15日起施行的新条例，我局做好公开工作。")]
    public void Check_YearsThatAgree_AreLeftAlone(string overview) =>
        Assert.Empty(Sample.Clean().WithOverview(overview).CheckFor("structure-year"));

    [Fact]
    public void Check_RaisedSeverity_IsRaisedAndNeverLowered()
    {
        var draft = Sample.Clean() with { Title = "市审计局2020年政府信息公开工作年度报告" };
        var stricter = Sample.Context() with
        {
            RaisedSeverities = new Dictionary<string, Severity> { ["structure-title"] = Severity.Error },
        };
        var laxer = Sample.Context() with { RaisedSeverities = new Dictionary<string, Severity> { ["structure-title"] = Severity.Info } };

        Assert.Equal(Severity.Error, Assert.Single(draft.CheckFor("structure-title", stricter)).Severity);
        Assert.Equal(Severity.Warning, Assert.Single(draft.CheckFor("structure-title", laxer)).Severity);
    }
}
