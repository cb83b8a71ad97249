using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class ScreeningRulesTests
{
    // Made up: right in form and check digit, of nobody.
    private const string Identity = "11010519491231002X";
    private const string Card = "6222020000000000001";

    [Theory]
    [InlineData($"申请人{Identity}", "identity", Severity.Error)]
    [InlineData("申请人 １１０１０５１９４９１２３１００２Ｘ。", "identity", Severity.Error)]
    [InlineData("申请人110105 19491231 002X", "identity", Severity.Error)]
    [InlineData("申请人1101 0519 4912 3100 2X", "identity", Severity.Error)]
    [InlineData("申请人1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "identity", Severity.Error)]
    [InlineData("申请人110105\u200B19491231\u200B002X", "identity", Severity.Error)]
    [InlineData("身份证号码110105491231002", "identity", Severity.Error)]
    [InlineData("联系人手机13800138000。", "mobile", Severity.Warning)]
    [InlineData("联系人手机138-0013-8000。", "mobile", Severity.Warning)]
    [InlineData("电话+8613800138000", "mobile", Severity.Warning)]
    [InlineData("卡号6222 0200 0000 0000 000", "bank-card", Severity.Warning)]
    public void Check_PersonalNumber_IsFoundAndNotRepeated(string text, string kind, Severity severity)
    {
        var finding = Assert.Single(Sample.Clean().WithOverview($"2020年，{text}").CheckFor("personal-data"));

        Assert.Equal(($"personal-data:overview:{kind}:1", severity), (finding.Id, finding.Severity));
        var place = Assert.IsType<FindingPlace.Text>(Assert.Single(finding.Places));
        Assert.NotEqual(0, place.Length);
        Assert.DoesNotMatch(@"\d\d", finding.MessageZh + finding.MessageEn + finding.Id);
    }

    [Theory]
    [InlineData("110105194912310021")]
    [InlineData("编号110105491231002")]
    [InlineData("身份证件查验110105次")]
    [InlineData("分别为 110105 次、1949 件、1231 人、0021 条")]
    [InlineData("11010519491331002X")]
    [InlineData("电话0936-8214567")]
    [InlineData("热线4001234567")]
    [InlineData("索引号620700082/2021-00002")]
    [InlineData("统一社会信用代码11620700013901234A")]
    [InlineData("项目编号20200101123456789")]
    [InlineData("金额12345678901.50元")]
    [InlineData($"卡号{Card}")]
    [InlineData("2020年1月1日至2020年12月31日")]
    [InlineData("网址http://www.zhangye.gov.cn/art/2021/2/2/art_13800138000x.html")]
    public void Check_NumberThatIsNotPersonal_IsLeftAlone(string text) =>
        Assert.Empty(Sample.Clean().WithOverview($"2020年，{text}").CheckFor("personal-data"));

    [Theory]
    [InlineData("138 0013 8000")]
    [InlineData("13800138000")]
    [InlineData("+86 138-0013-8000")]
    public void Check_OwnPhone_MayBePublished(string registered)
    {
        var context = Sample.Context() with { OwnPhones = [registered, "0936-8214567"] };

        var content = Sample.Clean().WithOverview("2020年，联系电话13800138000。");

        Assert.Empty(content.CheckFor("personal-data", context));
    }

    [Fact]
    public void Check_PersonalNumberInMetadata_IsPlacedThere()
    {
        var clean = Sample.Clean();

        var finding = Assert.Single((clean with { Metadata = clean.Metadata with { Department = "办公室13800138000" } }).Check());

        Assert.Equal(new FindingPlace.Metadata("department"), Assert.Single(finding.Places));
    }

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("110105194912310020", false)]
    [InlineData("440308199901101512", true)]
    [InlineData("990308199901101512", false)]
    [InlineData("440308199902301518", false)]
    public void IsIdentity_Digits_ChecksRegionDateAndCheckCharacter(string digits, bool expected) =>
        Assert.Equal(expected, PersonalNumbers.IsIdentity(digits));

    [Theory]
    [InlineData("机密★20年", "mark", Severity.Error)]
    [InlineData("秘密 ★ 10年", "mark", Severity.Error)]
    [InlineData("★绝密", "mark", Severity.Error)]
    [InlineData("密级：机密", "mark", Severity.Error)]
    [InlineData("機密★20年", "mark", Severity.Error)]
    [InlineData("机 密 ★ 2 0 年", "mark", Severity.Error)]
    [InlineData("机\u200B密★20年", "mark", Severity.Error)]
    [InlineData("秘密★三个月", "mark", Severity.Error)]
    [InlineData("本资料仅供内部使用", "internal", Severity.Warning)]
    [InlineData("请勿外传", "internal", Severity.Warning)]
    [InlineData("公开方式：不予公开", "not-public", Severity.Warning)]
    [InlineData("此文属机密。", "word", Severity.Warning)]
    [InlineData("内部资料，注意保存", "internal", Severity.Warning)]
    [InlineData("（此件不予公开）", "not-public", Severity.Warning)]
    [InlineData("公开属性：依申请公开", "not-public", Severity.Warning)]
    public void Check_SecrecyMark_IsFound(string text, string kind, Severity severity)
    {
        var finding = Sample.Clean().WithOverview($"2020年，{text}").CheckFor("secrecy")[0];

        Assert.Equal(($"secrecy:overview:{kind}:1", severity), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData("严格执行《中华人民共和国保守国家秘密法》，坚决杜绝泄密。")]
    [InlineData("不予公开3件，其中属于国家秘密1件、涉及商业秘密1件、个人隐私1件。")]
    [InlineData("坚持“公开为常态，不公开为例外”的原则。")]
    [InlineData("落实保密审查机制，绝密级、机密级、秘密级文件分类管理。")]
    [InlineData("对密级为机密的文件严格管理，密级为秘密的文件专人保管。")]
    [InlineData("属于三类内部事务信息和四类过程性信息。")]
    [InlineData("表格第三项“属于国家秘密”为0件。")]
    [InlineData("做好涉密审查和保密教育，防止失密泄密。")]
    [InlineData("依据《中华人民共和国保守国家秘密法实施条例》开展检查。")]
    [InlineData("对涉及商业秘密、个人隐私的信息依法不予公开。")]
    [InlineData("防止内部资料外泄，加强内部管理。")]
    [InlineData("规范依申请公开目录和依申请公开流程。")]
    [InlineData("五星★★★★★好评")]
    public void Check_WordsOfTheLaw_AreLeftAlone(string text) =>
        Assert.Empty(Sample.Clean().WithOverview($"2020年，{text}").CheckFor("secrecy").Select(f => f.Id));

    [Fact]
    public void Check_WatchedWord_IsFoundInEitherScriptWithoutNamingIt()
    {
        var context = Sample.Context() with { WatchedWords = ["某某专案", " "] };

        var finding = Assert.Single(Sample.Clean().WithOverview("2020年，开展某某專案审计。").CheckFor("secrecy", context));

        Assert.StartsWith("secrecy:overview:watched-", finding.Id, StringComparison.Ordinal);
        Assert.DoesNotContain("专案", finding.Id + finding.MessageZh, StringComparison.Ordinal);
        var place = Assert.IsType<FindingPlace.Text>(Assert.Single(finding.Places));
        Assert.Equal(("2020年，开展".Length, 4), (place.Start, place.Length));
    }
}
