using Disclosure.Reports.Content;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class NamesRuleTests
{
    [Theory]
    [InlineData("国务院办公厅政府信息与政务信息公开办公室印发通知。", "office-twice", Severity.Error)]
    [InlineData("国务院辦公廳政府信息與政務信息公開辦公室印发通知。", "office-twice", Severity.Error)]
    [InlineData("市政府信息与政务信息公开办公室印发通知。", "office-twice", Severity.Warning)]
    [InlineData("按照《中华人民共和国信息公开条例》开展工作。", "regulations-short", Severity.Error)]
    [InlineData("与国土资源部联合发文。", "organ-land", Severity.Warning)]
    public void Check_WrongName_IsFound(string text, string name, Severity severity)
    {
        var finding = Assert.Single(Sample.Clean().WithOverview($"2020年，{text}").CheckFor("names"));

        Assert.Equal(($"names:overview:{name}:1", severity), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData("国务院办公厅政府信息与政务公开办公室")]
    [InlineData("《中华人民共和国政府信息公开条例》")]
    [InlineData("原国土资源部")]
    [InlineData("国土资源部门和环境保护部门")]
    [InlineData("《环境保护部政府信息公开指南》")]
    [InlineData("国家乡村振兴局")]
    public void Check_RightOrHistoricName_IsLeftAlone(string text) =>
        Assert.Empty(Sample.Clean().WithOverview($"2020年，{text}").CheckFor("names"));

    [Fact]
    public void Check_NameObsoleteSince2023_IsFoundFrom2023() =>
        Assert.Single(
            Sample.Clean(Sample.Edition2021, 2023).WithOverview("2023年，国家乡村振兴局").CheckFor("names", Sample.Context(2023))
        );

    [Theory]
    [InlineData("国办公开办函〔2019〕60号")]
    [InlineData("国办公开办函[2019]60号")]
    public void Check_NoticeOfTheOldEdition_IsFoundFrom2021(string notice)
    {
        Assert.Single(Sample.Clean(Sample.Edition2021, 2021).WithOverview($"2021年，按照{notice}").CheckFor("names", Sample.Context(2021)));
        Assert.Empty(Sample.Clean().WithOverview($"2020年，按照{notice}").CheckFor("names"));
    }

    [Theory]
    [InlineData("市审计局", "办公室", 1)]
    [InlineData("市审计局", "市审计局", 2)]
    [InlineData("市财政局", "办公室", 1)]
    public void Check_IssuingOrganNotInFull_IsFound(string organ, string department, int places)
    {
        var clean = Sample.Clean();

        var finding = Assert.Single(
            (clean with { Metadata = clean.Metadata with { IssuingOrgan = organ, Department = department } }).Check()
        );

        Assert.Equal("names-organ", finding.Id);
        Assert.Equal(places, finding.Places.Count);
    }

    [Fact]
    public void Check_FullNameInTraditionalScript_IsTheFullName()
    {
        var clean = Sample.Clean();

        Assert.Empty((clean with { Metadata = clean.Metadata with { IssuingOrgan = "張掖市審計局" } }).Check());
    }
}
