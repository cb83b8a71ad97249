using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Disclosure.EndToEnd.Tests;

/// <summary>What was published can be read back in: the page of one year becomes the draft of that year elsewhere.</summary>
public sealed class ImportTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Import_ThePublishedPage_GivesTheSameFiguresAndTexts()
    {
        var staff = demo.Staff;
        var published = (await staff.CallAsync(HttpMethod.Get, "/api/public/reports?year=2019")).Body!["items"]![0]!;
        var html = await demo.App.Http.GetStringAsync(new Uri(published["url"]!.GetValue<string>()).AbsolutePath, Cancel);
        var before = (await staff.CallAsync(HttpMethod.Get, "/api/reports/620700082-2019/content", person: "drafter")).Body!;

        // Into another year of the same edition, so that the whole way through the interface is gone.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports/620700082-2020/import");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await staff.SignInAsync("drafter"));
        request.Content = new StringContent(html, Encoding.UTF8, "text/html");
        using var answer = await demo.App.Http.SendAsync(request, Cancel);

        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        var imported = JsonNode.Parse(text)!;
        Assert.Equal(198, imported["placedCells"]!.GetValue<int>());
        Assert.Equal(before["cells"]!.ToJsonString(), imported["content"]!["cells"]!.ToJsonString());
        Assert.Equal(Letters(before["sections"]!["problems"]!), Letters(imported["content"]!["sections"]!["problems"]!));
    }

    // Paragraphs are laid out anew on a page; the letters are what must stay.
    private static string Letters(JsonNode text) => string.Concat(text.GetValue<string>().Where(letter => !char.IsWhiteSpace(letter)));
}
