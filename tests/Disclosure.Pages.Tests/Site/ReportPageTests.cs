using Disclosure.Pages.Assets;
using Disclosure.Pages.Site;

namespace Disclosure.Pages.Tests.Site;

public sealed class ReportPageTests
{
    [Fact]
    public async Task Report_Published_CarriesTheMetaNamesOfGovernmentPages()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SiteName"] = Samples.SiteName,
            ["ColumnName"] = "政府信息公开工作年度报告",
            ["ColumnType"] = "信息公开",
            ["ArticleTitle"] = "张掖市审计局2020年政府信息公开工作年度报告",
            ["PubDate"] = "2021-02-02 09:55",
            ["ContentSource"] = "张掖市审计局",
            ["Keywords"] = "张掖市审计局,政府信息公开,工作年度报告,2020年",
            ["Url"] = "https://disclosure.example.gov.cn/reports/620700082/2021-00002",
        };
        Assert.All(expected, meta => Assert.Equal(meta.Value, page.One($"meta[name={meta.Key}]").GetAttribute("content")));
        Assert.StartsWith(
            "2020年,我局在市委、市政府的正确领导下",
            page.One("meta[name=Description]").GetAttribute("content"),
            StringComparison.Ordinal
        );
        Assert.Equal(expected["Url"], page.One("link[rel=canonical]").GetAttribute("href"));
        Assert.Empty(page.All("meta[name=robots]"));
    }

    [Fact]
    public async Task Metadata_Published_HasAllNineFieldsInOrder()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        Assert.Equal(
            ["索引号", "名称", "文号", "关键词", "发布机构", "公开形式", "责任部门", "生成日期", "是否有效"],
            page.All(".metadata dt").Select(label => label.TextContent)
        );
        Assert.Equal("620700082/2021-00002", page.One(".metadata .indexNumber dd").TextContent);
        Assert.Equal("2021-02-02 09:55:35", page.One(".metadata .generatedOn dd").TextContent);
        Assert.Equal("市审计局", page.One(".metadata .issuingOrgan dd").TextContent);
        Assert.Equal("未填写", page.One(".metadata .documentNumber dd .sr").TextContent);
    }

    [Fact]
    public async Task Metadata_WithSummary_ShowsItLast()
    {
        var model = Samples.Report();
        model = model with { Content = model.Content with { Metadata = model.Content.Metadata with { Summary = "本年度公开工作概述" } } };

        using var page = await Html.ParseAsync(SitePages.Report(model));

        Assert.Equal("内容概述", page.All(".metadata dt")[^1].TextContent);
        Assert.Equal("本年度公开工作概述", page.One("meta[name=Description]").GetAttribute("content"));
    }

    [Fact]
    public async Task Sections_OfSeed_StandInOrderUnderTheirOfficialTitles()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        Assert.Equal(
            [
                "一、总体情况",
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
                "四、政府信息公开行政复议、行政诉讼情况",
                "五、存在的主要问题及改进情况",
                "六、其他需要报告的事项",
            ],
            page.All(".part-of-report > h2").Select(title => title.TextContent.Trim())
        );
        Assert.StartsWith("根据《中华人民共和国政府信息公开条例》", page.One(".preamble p").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [
                "(一)强化政府信息公开工作落实",
                "(二)主动公开政府信息情况",
                "(三)开展政策解读工作情况",
                "(四)回应舆情关切情况",
                "(五)规范依申请公开办理",
                "(六)监督保障情况",
            ],
            page.All("#section-1 h3").Select(title => title.TextContent.Trim())
        );
        Assert.Equal("无。", page.One("#section-6 p").TextContent.Trim());
    }

    [Fact]
    public async Task Text_OfSeed_IsCompleteToTheCharacter()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));
        var sections = SeedReport.Content.Sections;

        foreach (var (number, text) in new[] { (1, sections.Overview), (5, sections.Problems), (6, sections.Other) })
        {
            var shown = page.All($"#section-{number} .narrative > *").Select(block => block.TextContent.Trim());
            Assert.Equal(text, string.Join('\n', shown));
        }
    }

    [Fact]
    public async Task QrCode_Published_IsInlineLabelledAndSaysTheAddress()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));
        var code = page.One("figure.qr svg");

        Assert.Equal("img", code.GetAttribute("role"));
        Assert.Equal(code.One("title").Id, code.GetAttribute("aria-labelledby"));
        Assert.Equal("扫一扫在手机打开当前页", page.One("figure.qr figcaption").TextContent);
        var expected = Disclosure.Pages.Shared.QrCode.Of(Samples.Report().Publication!.Address);
        Assert.Equal(expected.Path, code.One("path").GetAttribute("d"));
        Assert.NotEqual(Disclosure.Pages.Shared.QrCode.Of("https://elsewhere.example").Path, expected.Path);
    }

    [Fact]
    public async Task Report_Published_CarriesDigestAuditHeadAndDownloads()
    {
        var model = Samples.Report();

        using var page = await Html.ParseAsync(SitePages.Report(model));

        Assert.Equal([model.Digest.Value, model.Publication!.AuditHead!], page.All(".verify code").Select(code => code.TextContent));
        Assert.Equal(
            model.Downloads.Select(download => download.Address),
            page.All(".downloads a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal(["115 KB", "33 KB", "2.4 MB"], page.All(".downloads .size").Select(size => size.TextContent));
        Assert.Contains("更正“自然人”一列的重复计数。", page.One(".correction").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Preview_SaysThatItIsNotPublicAndPromisesNothing()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report() with { Publication = null }));

        Assert.Contains("尚未公开", page.One(".notice.preview").TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex, nofollow", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Empty(page.All("figure.qr, meta[name=Url], meta[name=PubDate], link[rel=canonical]"));
    }

    [Fact]
    public async Task Report_Stored_NamesTheStylesheetByItsStablePath()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        Assert.Equal(SiteAssets.Stylesheet.StablePath, page.One("link[rel=stylesheet]").GetAttribute("href"));
    }

    [Fact]
    public async Task Report_AsMicrodata_SaysWhoPublishedWhatWhen()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));
        var report = page.One("[itemtype='https://schema.org/Report']");

        Assert.Equal("620700082/2021-00002", report.One("[itemprop=reportNumber]").TextContent);
        Assert.Equal("2021-02-02T09:55:35+08:00", report.One("[itemprop=datePublished]").GetAttribute("datetime"));
        Assert.Equal("张掖市审计局", report.One("[itemprop=publisher] [itemprop=name]").TextContent);
    }
}
