using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Embedded.Functions.Hosting.Azurite;

namespace Disclosure.EndToEnd.Tests;

/// <summary>The drafter's way over HTTP: import a published page, see what is wrong, have advice applied, mend the rest, submit with reasons.</summary>
public sealed class DraftingTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private const string Report = "/api/reports/620700082-2020";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Draft_FromTheImportedPageToSubmission_IsRefusedWhileErrorsStandAndWantsReasonsForWarnings()
    {
        var imported = await ImportAsync();
        Assert.Equal(198, imported["placedCells"]!.GetValue<int>());
        string[] broken =
        [
            "figures-relation:T3-ROW-new_received",
            "figures-relation:T3-ROW-unable_not_held",
            "figures-relation:T3-ROW-results_total",
        ];
        Assert.Equal([.. broken, "names:overview:office-twice:1"], Errors(imported));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SubmitAsync(imported, withReasons: true)).Status);

        var (status, advised, headers) = await CallAsync(HttpMethod.Post, "/advice", new JsonObject());
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ["requests/new_received/other_org", "requests/unable_not_held/other_org", "requests/results_total/other_org"],
            advised!["applied"]!.AsArray().Select(cell => cell!["cell"]!.GetValue<string>())
        );
        Assert.Equal(["names:overview:office-twice:1"], Errors(advised));

        // The last error stands in the text: no advice can mend it, and the report is refused until a person has.
        var (refused, problem, _) = await SubmitAsync(advised, withReasons: true);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Equal("findings-stand-in-the-way", problem!["code"]!.GetValue<string>());
        var content = advised["content"]!;
        var overview = content["sections"]!["overview"]!.GetValue<string>();
        content["sections"]!["overview"] = overview.Replace("政務信息公開辦公室", "政務公開辦公室", StringComparison.Ordinal);
        var saved = (await CallAsync(HttpMethod.Put, "/content", content.DeepClone(), headers.ETag!.ToString())).Body!;
        Assert.Empty(Errors(saved));

        var unreasoned = await SubmitAsync(saved, withReasons: false);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreasoned.Status);
        Assert.All(unreasoned.Body!["findings"]!.AsArray(), finding => Assert.Equal("warning", finding!["severity"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(saved, withReasons: true)).Status);
        await demo.Staff.UntilAsync("620700082-2020", "SecrecyReview");
        Assert.Equal(HttpStatusCode.Conflict, (await CallAsync(HttpMethod.Post, "/advice", new JsonObject())).Status);
        var actions = (await CallAsync(HttpMethod.Get, "/audit")).Body!["entries"]!
            .AsArray()
            .Select(entry => entry!["action"]!.GetValue<string>());
        Assert.Single(actions, action => action == "report.advice-applied");
    }

    [Fact(Timeout = 60_000)]
    public async Task Create_TheYearAfter_OffersLastYearsFiguresAndItsDates()
    {
        var created = await demo.Staff.CallAsync(
            HttpMethod.Post,
            "/api/reports",
            new JsonObject
            {
                ["organCode"] = StaffClient.OrganCode,
                ["year"] = 2021,
                ["carryForward"] = true,
            },
            "drafter"
        );
        var dates = await demo.Staff.CallAsync(HttpMethod.Get, "/api/reports/620700082-2021/dates", person: "drafter");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(7, created.Body!["carryForward"]!["filled"]!.AsArray().Count);
        Assert.Equal("2022-01-30", dates.Body!["lastWorkingDay"]!.GetValue<string>());
        Assert.Equal(5, dates.Body["milestones"]!.AsArray().Count);
    }

    private async Task<JsonNode> ImportAsync()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(PackageRoot.Find(AppContext.BaseDirectory)!, "samples", "zhangye-2020.txt"),
            Cancel
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, Report + "/import");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await demo.Staff.SignInAsync("drafter"));
        request.Content = new StringContent(text, Encoding.UTF8, "text/plain");
        using var answer = await demo.App.Http.SendAsync(request, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonNode.Parse(body)!;
    }

    private Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body = null,
        string? ifMatch = null
    ) => demo.Staff.CallAsync(method, Report + path, body, "drafter", ifMatch);

    private Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)> SubmitAsync(JsonNode answer, bool withReasons)
    {
        var reasons = answer["findings"]!
            .AsArray()
            .Where(finding => withReasons && finding!["severity"]!.GetValue<string>() == "warning")
            .Select(finding => KeyValuePair.Create(finding!["id"]!.GetValue<string>(), (JsonNode?)"经核实，情况属实。"));
        return CallAsync(HttpMethod.Post, "/submit", new JsonObject { ["reasons"] = new JsonObject(reasons) });
    }

    private static IEnumerable<string> Errors(JsonNode answer) =>
        answer["findings"]!
            .AsArray()
            .Where(finding => finding!["severity"]!.GetValue<string>() == "error")
            .Select(finding => finding!["id"]!.GetValue<string>());
}
