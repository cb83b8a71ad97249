using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Disclosure.EndToEnd.Tests;

/// <summary>A draft goes out as a workbook and comes back in through the interface.</summary>
public sealed class SpreadsheetTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Report = "/api/reports/620700082-2020";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Workbook_ExportedAndImported_IsTheSameContent()
    {
        var before = (await demo.Staff.CallAsync(HttpMethod.Get, $"{Report}/content", person: "drafter")).Body!;
        using var export = await SendAsync(HttpMethod.Get, $"{Report}/documents/xlsx", null, null);
        var book = await export.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
        Assert.Equal(Xlsx, export.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"^620700082-2020-r\d+\.xlsx$", export.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var again = await SendAsync(HttpMethod.Get, $"{Report}/documents/xlsx", null, null);
        Assert.Equal(book, await again.Content.ReadAsByteArrayAsync(Cancel));

        // Browsers may not know the type.
        foreach (var type in new[] { Xlsx, "application/octet-stream" })
        {
            using var import = await SendAsync(HttpMethod.Post, $"{Report}/import", book, type);
            var answer = JsonNode.Parse(await import.Content.ReadAsStringAsync(Cancel))!;
            Assert.True(import.StatusCode == HttpStatusCode.OK, answer.ToJsonString());
            Assert.Equal(before.ToJsonString(), answer["content"]!.ToJsonString());
            Assert.Empty(answer["notes"]!.AsArray());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Workbook_ThatMayDoHarm_IsRefusedWithAdviceAndNothingIsSaved()
    {
        var before = (await demo.Staff.CallAsync(HttpMethod.Get, $"{Report}/content", person: "drafter")).Body!;
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/vbaProject.bin");
        }

        foreach (
            var (bytes, type, status, code) in new[]
            {
                (stream.ToArray(), Xlsx, HttpStatusCode.UnprocessableEntity, "import-unsafe"),
                (Encoding.UTF8.GetBytes("<html><table></table></html>"), Xlsx, HttpStatusCode.UnsupportedMediaType, "import-wrong-kind"),
                (stream.ToArray()[..30], "application/octet-stream", HttpStatusCode.UnprocessableEntity, "import-damaged"),
                (Encoding.UTF8.GetBytes("x"), "application/pdf", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"),
            }
        )
        {
            using var answer = await SendAsync(HttpMethod.Post, $"{Report}/import", bytes, type);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal((status, code), (answer.StatusCode, problem["code"]!.GetValue<string>()));
            Assert.NotEmpty(problem["detail"]!.GetValue<string>());
        }

        Assert.Equal(
            before.ToJsonString(),
            (await demo.Staff.CallAsync(HttpMethod.Get, $"{Report}/content", person: "drafter")).Body!.ToJsonString()
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task Page_InGbk_IsRead()
    {
        var page = CodePagesEncodingProvider.Instance.GetEncoding("gbk")!.GetBytes("<p>六、其他需要报告的事项</p><p>无。</p>");

        using var answer = await SendAsync(HttpMethod.Post, $"{Report}/import", page, "text/html; charset=gb2312");

        var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("无。", read["content"]!["sections"]!["other"]!.GetValue<string>());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, byte[]? body, string? type)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await demo.Staff.SignInAsync("drafter"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        return await demo.App.Http.SendAsync(request, Cancel);
    }
}
