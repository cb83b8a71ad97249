using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class TextFigureRuleTests
{
    private const string Rule = "text-figure";

    // 12 received, 2 carried in: 5 disclosed, 2 partly, 3 refused, 1 not held, 1 repeated; 2 carried out. 2 reviews, 1 suit.
    private static readonly ReportContent Report = Sample
        .Clean()
        .With(
            ("requests/new_received/natural", 12),
            ("requests/new_received/total", 12),
            ("requests/carried_in/natural", 2),
            ("requests/carried_in/total", 2),
            ("requests/granted/natural", 5),
            ("requests/granted/total", 5),
            ("requests/partial/natural", 2),
            ("requests/partial/total", 2),
            ("requests/refused_secret/natural", 1),
            ("requests/refused_secret/total", 1),
            ("requests/refused_law/natural", 2),
            ("requests/refused_law/total", 2),
            ("requests/unable_not_held/natural", 1),
            ("requests/unable_not_held/total", 1),
            ("requests/np_repeat/natural", 1),
            ("requests/np_repeat/total", 1),
            ("requests/results_total/natural", 12),
            ("requests/results_total/total", 12),
            ("requests/carried_out/natural", 2),
            ("requests/carried_out/total", 2),
            ("review_litigation/cases/review_upheld", 2),
            ("review_litigation/cases/review_total", 2),
            ("review_litigation/cases/direct_upheld", 1),
            ("review_litigation/cases/direct_total", 1)
        );

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "2020年，我局共收到政府信息公开申请13件。", "received" },
            { "2020年我局收到依申请公开政府信息申请十三条，已按规定办结。", "received" },
            { "全年共受理政府信息公开申请１３件。", "accepted" },
            { "新收政府信息公开申请 1,200 件。", "received" },
            { "本年度收到依申请公开13宗。", "received" },
            { "全年共收到8份政府信息公开申请，均为自然人申请。", "received" },
            { "2020年，未收到依申请公开事项.", "received" },
            { "收到政府信息申请公开件658件。", "received" },
            { "2020年，我局未收到政府信息公开申请。", "received" },
            { "我局没有收到公民、法人或其他组织提出的政府信息公开申请。", "received" },
            { "本年度未收到依申请公开事项。", "received" },
            { "收到政府信息公開申請13件。", "received" },
            { "收到政府信息公开申请12件，其中予以公开6件，部分公开2件。", "granted" },
            { "收到政府信息公开申请12件，予以公开5件、部分公开1件。", "partial" },
            { "对12件政府信息公开申请，不予公开4件，无法提供1件。", "refused" },
            { "对12件政府信息公开申请，不予公开3件，无法提供2件。", "unable" },
            { "对政府信息公开申请不予处理二件。", "not_processed" },
            { "依申请公开方面，上年结转政府信息公开申请3件。", "carried-in" },
            { "政府信息公开申请结转下年度继续办理0件。", "carried-out" },
            { "申请公开政府信息办理中，结转2021年3件。", "carried-out" },
            { "因政府信息公开被申请行政复议3件。", "review" },
            { "全年因政府信息公开工作引起行政复议案件2件，行政诉讼案件2件。", "litigation" },
            { "本年度未发生因政府信息公开被提起行政诉讼的情况。", "litigation" },
        };

    public static TheoryData<string> Right =>
        [
            "2020年，我局共收到政府信息公开申请12件，其中予以公开5件，部分公开2件，不予公开3件，无法提供1件，不予处理1件，结转下年度2件。",
            "共收到并受理政府信息公开申请14件（含上年结转2件）。",
            "全年共收到12份政府信息公开申请，均为自然人申请。",
            "全年收到政府信息公开申请12件，其中予以公开或部分公开7件、占50%；不予公开3件。",
            "对政府信息公开申请予以公开、部分公开7件。",
            "主动公开本单位政府信息61条、行政复议决定书20份、部门文件5项。",
            "政府信息公开申请答复后被行政复议2件，全部维持；诉讼1件，未审结。",
            "其中收到8件政府信息公开申请来自网络。",
            "收到依申请公开政府信息申请十二条，已按照相关规定办结。",
            "收到政府信息公开申请12件，其中通过网络收到申请8件，信函收到申请4件。",
            "其中，网上收到政府信息公开申请8件，当面收到政府信息公开申请4件。",
            "收到自然人提出的政府信息公开申请9件，法人提出的申请3件。",
            "2019年收到政府信息公开申请20件，2020年有所下降。",
            "收到政府信息公开申请12件，比2019年收到政府信息公开申请减少8件。",
            "去年收到政府信息公开申请20件。",
            "第一季度收到政府信息公开申请3件，第二季度收到政府信息公开申请9件。",
            "自条例施行以来累计收到政府信息公开申请300件。",
            "近年来收到政府信息公开申请近百件。",
            "收到政府信息公开申请约10件。",
            "2020年未收到群众意见。",
            "未收到因政府信息公开申请行政复议、行政诉讼以外的投诉。",
            "没有收到关于政府信息公开申请的投诉。",
            "没有超期答复政府信息公开申请的情况。",
            "受理行政许可申请300件，主动公开结果300件。",
            "全年受理群众来信申请事项56件。",
            "主动公开政府信息372条，予以公开的372条均在网站发布。",
            "全年审理行政复议案件120件，其中涉及政府信息公开5件。",
            "办理行政复议120件，行政应诉30件，并依法公开政府信息。",
            "因政府信息公开被申请行政复议2件，行政诉讼1件。",
            "因政府信息公开引起的行政复议、行政诉讼共3件。",
            "没有因政府信息公开被行政复议纠正或者行政诉讼败诉的情况。",
            "政府信息公开行政复议结果均为维持，无行政诉讼败诉案件。",
            "无正当理由大量反复申请公开政府信息的，依法不予处理。",
            "第二十条规定的政府信息予以公开，一件不漏。",
            "对属于国家秘密的政府信息公开申请，依法不予公开。",
            "2020年，因政府信息公开申请不予公开三件，无法提供一件。",
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_FigureThatDiffers_IsFound(string sentence, string kind)
    {
        var finding = Assert.Single(Report.WithOverview(sentence).CheckFor(Rule));

        Assert.Equal($"text-figure:overview:{kind}:1", finding.Id);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Check_FigureThatAgreesOrSaysSomethingElse_IsLeftAlone(string sentence) =>
        Assert.Empty(Report.WithOverview(sentence).CheckFor(Rule).Select(f => $"{f.Id} {f.MessageZh}"));

    [Fact]
    public void Check_NoCasesSaidOfBoth_IsFoundForBoth() =>
        Assert.Equal(
            ["text-figure:overview:review:1", "text-figure:overview:litigation:1"],
            Report.WithOverview("2020年，未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。").CheckFor(Rule).Select(f => f.Id)
        );

    [Theory]
    [InlineData("2020年，我局未收到政府信息公开申请，未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。")]
    [InlineData("2020年收到政府信息公开申请0件；因政府信息公开被申请行政复议0件、行政诉讼0件。")]
    [InlineData("没有收到依申请公开的政府信息申请，行政复议、行政诉讼0件，均与政府信息公开无关。")]
    [InlineData("本年度无政府信息公开申请，无因信息公开引起的行政复议和行政诉讼。")]
    public void Check_NothingSaidAndNothingCounted_IsLeftAlone(string sentence) =>
        Assert.Empty(Sample.Clean().WithOverview(sentence).CheckFor(Rule).Select(f => f.MessageZh));

    [Fact]
    public void Check_Statement_MarksTheWordsAndTheCell()
    {
        const string Overview = "2020年，我局共收到政府信息公开申请 13 件。";

        var finding = Assert.Single(Report.WithOverview(Overview).CheckFor(Rule));

        var text = Assert.IsType<FindingPlace.Text>(finding.Places[0]);
        Assert.Equal("收到政府信息公开申请 13 件", Overview.Substring(text.Start, text.Length));
        Assert.Equal("requests/new_received/total", Assert.IsType<FindingPlace.Cell>(finding.Places[1]).Key.ToString());
        Assert.Equal("正文说新收申请 13 件，表格是 12 件。", finding.MessageZh);
    }

    [Fact]
    public void Check_TextConfirmsATotal_TheAdviceLeavesTheTotalAlone()
    {
        // 3 ≠ 2: either part or total may be wrong; the text says the total.
        var content = Sample
            .Clean()
            .With(("review_litigation/cases/review_upheld", 3), ("review_litigation/cases/review_total", 2))
            .WithOverview("因政府信息公开被申请行政复议2件。");

        var advice = Assert.Single(content.CheckFor("figures-relation")).Advice!;

        Assert.Equal("review_litigation/cases/review_upheld", Assert.Single(advice.Patch).Key.ToString());
    }
}
