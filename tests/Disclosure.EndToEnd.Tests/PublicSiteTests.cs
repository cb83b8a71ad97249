using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace Disclosure.EndToEnd.Tests;

/// <summary>The walkthrough as a user runs it, and what the public sees afterwards.</summary>
public sealed class PublicSiteTests(DemoApp demo, ITestOutputHelper output) : IClassFixture<DemoApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Walkthrough_OnTheDemonstration_PublishesTheOfficialGridWithEveryFigureInPlace()
    {
        var address = await Walkthrough.RunAsync(demo.App.Address, output);

        using var answer = await demo.App.Http.GetAsync(new Uri(address).AbsolutePath, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        using var document = await new HtmlParser().ParseDocumentAsync(html, Cancel);
        var tables = document.QuerySelectorAll("table").ToDictionary(table => table.QuerySelectorAll("tr").Length);
        Assert.Equal(18, tables[18].QuerySelectorAll("tr").Length);
        Assert.Equal(26, tables[26].QuerySelectorAll("tr").Length);
        Assert.Equal(4, tables[4].QuerySelectorAll("tr").Length);

        var json = await demo.App.Http.GetStringAsync(new Uri(address).AbsolutePath + ".json", Cancel);
        using var published = JsonDocument.Parse(json);
        var values = published.RootElement.GetProperty("content").GetProperty("cells").EnumerateArray().ToList();
        Assert.Equal(198, values.Count);
        var shown = document
            .QuerySelectorAll("table td")
            .Select(cell => cell.TextContent.Trim())
            .Where(text => char.IsAsciiDigit(text.FirstOrDefault()));
        Assert.Equal(values.Select(value => value.GetProperty("value").ToString()), shown);
    }

    [Fact(Timeout = 60_000)]
    public async Task Browser_OnAPublishedPage_ShowsTheTablesAsChineseReadersExpectThem()
    {
        const string chromium = "/usr/bin/chromium";
        Assert.SkipUnless(File.Exists(chromium), "chromium is not installed: apt-get install chromium fonts-noto-cjk");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        List<string> refused = [];
        page.RequestFailed += (_, request) => refused.Add(request.Url);
        List<string> foreign = [];
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(demo.App.Address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
            {
                foreign.Add(request.Url);
            }
        };

        await page.GotoAsync(demo.App.Address + "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "张掖市审计局2019年政府信息公开工作年度报告" }).First.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("2019年政府信息公开工作年度报告");
        Assert.Equal(3, await page.Locator("table").CountAsync());
        await Assertions.Expect(page.GetByText("620700082/").First).ToBeVisibleAsync();

        // The header over five organisation columns is five columns wide on the screen, too.
        var organisations = await page.GetByRole(AriaRole.Columnheader, new() { Name = "法人或其他组织" }).BoundingBoxAsync();
        var commercial = await page.GetByRole(AriaRole.Columnheader, new() { Name = "商业企业" }).BoundingBoxAsync();
        Assert.True(organisations!.Width > 4 * commercial!.Width, $"{organisations.Width} over {commercial.Width}");
        Assert.Empty(foreign);
        Assert.Empty(refused);
    }
}
