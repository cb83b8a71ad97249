using Disclosure.Pages.Site;

namespace Disclosure.Pages.Tests.Site;

public sealed class CatalogueTests
{
    [Fact]
    public async Task Form_OfCatalogue_AsksByGetAndShowsWhatWasAsked()
    {
        using var page = await Html.ParseAsync(SitePages.Catalogue(Samples.Catalogue()));
        var form = page.One("form[role=search]");

        Assert.Equal(("get", "/"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal("审计", form.One("input[name=q]").GetAttribute("value"));
        Assert.Equal("2020", form.One("select[name=year] option[selected]").GetAttribute("value"));
        Assert.Equal("620700082", form.One("select[name=organ] option[selected]").GetAttribute("value"));
        Assert.Equal("corrected", form.One("select[name=status] option[selected]").GetAttribute("value"));
        Assert.Equal(
            ["", "valid", "corrected", "withdrawn"],
            form.All("select[name=status] option").Select(option => option.GetAttribute("value"))
        );
    }

    [Fact]
    public async Task Entries_OfCatalogue_NameTitleOrganYearNumberDateAndStanding()
    {
        using var page = await Html.ParseAsync(SitePages.Catalogue(Samples.Catalogue()));
        var entries = page.All(".entries > li");

        Assert.Equal(3, entries.Count);
        Assert.Equal("/reports/620700082/2021-00002", entries[0].One("h2 a").GetAttribute("href"));
        Assert.Equal(
            ["张掖市审计局", "2020年度", "索引号 620700082/2021-00002"],
            entries[0].All(".where span").Select(part => part.TextContent)
        );
        Assert.Equal(
            ("2021-02-02T09:55:35+08:00", "2021年2月2日"),
            (entries[0].One("time").GetAttribute("datetime"), entries[0].One("time").TextContent)
        );
        Assert.Equal([null, "已更正", "已撤回"], entries.Select(entry => entry.QuerySelector(".tag")?.TextContent));
        Assert.Equal("共23份报告", page.One(".found [role=status]").TextContent);
    }

    [Fact]
    public async Task Pager_InTheMiddle_LeadsBothWays()
    {
        using var page = await Html.ParseAsync(SitePages.Catalogue(Samples.Catalogue()));

        Assert.Equal("/?page=1", page.One("nav.pager a[rel=prev]").GetAttribute("href"));
        Assert.Equal("/?page=3", page.One("nav.pager a[rel=next]").GetAttribute("href"));
        Assert.Equal("第2页，共3页", page.One("nav.pager span").TextContent);
    }

    [Fact]
    public async Task Pager_OnTheOnlyPage_IsNotThere()
    {
        using var page = await Html.ParseAsync(
            SitePages.Catalogue(Samples.Catalogue() with { PreviousAddress = null, NextAddress = null })
        );

        Assert.Empty(page.All("nav.pager"));
    }

    [Theory]
    [InlineData(true, "还没有公开的报告", 0)]
    [InlineData(false, "没有符合条件的报告", 1)]
    public async Task Catalogue_WithoutEntries_SaysWhyAndWhatToDo(bool unasked, string expected, int waysOut)
    {
        var model = Samples.Catalogue() with { Entries = [], PreviousAddress = null, NextAddress = null };

        using var page = await Html.ParseAsync(SitePages.Catalogue(unasked ? model with { Query = new CatalogueQuery() } : model));

        Assert.Contains(expected, page.One(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal(waysOut, page.All(".empty a[href='/']").Count);
    }

    [Fact]
    public async Task Catalogue_Searched_IsKeptFromSearchEnginesButTheListIsNot()
    {
        using var searched = await Html.ParseAsync(SitePages.Catalogue(Samples.Catalogue()));
        using var whole = await Html.ParseAsync(SitePages.Catalogue(Samples.Catalogue() with { Query = new CatalogueQuery() }));

        Assert.Single(searched.All("meta[name=robots]"));
        Assert.Empty(whole.All("meta[name=robots]"));
        Assert.Equal("/feed.xml", whole.One("link[rel=alternate]").GetAttribute("href"));
    }
}
