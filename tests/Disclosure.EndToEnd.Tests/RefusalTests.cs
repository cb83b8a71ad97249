using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Disclosure.EndToEnd.Tests;

/// <summary>Bad input over real HTTP: the right status, a problem document that says what to do, and nothing changed.</summary>
public sealed class RefusalTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private const string Report = "620700082-2020";
    private const string Content = $"/api/reports/{Report}/content";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?, string?, string?, int, string> Cases =>
        new()
        {
            // method, path, person, body, If-Match, status, code
            { "POST", "/api/session", null, "{", null, 400, "malformed-json" },
            { "POST", "/api/session", null, "", null, 400, "empty-body" },
            { "POST", "/api/session", null, """{"mail":"a@b"}""", null, 422, "invalid-body" },
            { "POST", "/api/session", null, """{"email":7}""", null, 422, "invalid-body" },
            { "POST", "/api/session", null, """{"email":"nobody"}""", null, 422, "invalid-body" },
            { "POST", "/api/session", null, """{"email":"a@b","email":"c@d"}""", null, 400, "malformed-json" },
            { "GET", $"/api/reports/{Report}", null, null, null, 401, "sign-in-required" },
            { "GET", $"/api/reports/{Report}", "a token of somebody else", null, null, 401, "sign-in-required" },
            { "GET", "/api/reports/620700082-1998", "drafter", null, null, 404, "unknown-report" },
            { "GET", "/api/reports/nonsense", "drafter", null, null, 404, "unknown-report" },
            { "GET", "/api/reports/999999999-2020", "drafter", null, null, 403, "wrong-organ" },
            { "POST", "/api/reports", "drafter", """{"organCode":"620700082","year":2020}""", null, 409, "report-exists" },
            { "POST", "/api/reports", "drafter", """{"organCode":"620700082","year":1999}""", null, 422, "invalid-body" },
            { "POST", "/api/reports", "drafter", """{"organCode":"62070008","year":2020}""", null, 422, "invalid-body" },
            { "POST", "/api/reports", "secrecy1", """{"organCode":"620700082","year":2031}""", null, 403, "wrong-role" },
            { "POST", "/api/reports", "drafter", """{"organCode":"999999999","year":2031}""", null, 403, "wrong-organ" },
            { "GET", "/api/reports?status=asleep", "drafter", null, null, 400, "invalid-query" },
            { "GET", "/api/reports?year=x", "drafter", null, null, 400, "invalid-query" },
            { "PUT", Content, "drafter", "{}", null, 428, "precondition-required" },
            { "PUT", Content, "drafter", "{", "*", 400, "malformed-json" },
            { "PUT", Content, "drafter", """{"title":"x","nonsense":1}""", "*", 422, "invalid-content" },
            { "PUT", Content, "secrecy1", "{}", "*", 403, "wrong-role" },
            { "POST", $"/api/reports/{Report}/submit", "drafter", """{"reasons":{}}""", null, 422, "findings-stand-in-the-way" },
            { "POST", $"/api/reports/{Report}/submit", "drafter", """{"reasons":[]}""", null, 422, "invalid-body" },
            { "POST", $"/api/reports/{Report}/recall", "drafter", """{"reason":"x"}""", null, 409, "not-recallable" },
            { "POST", $"/api/reports/{Report}/recall", "drafter", """{"reason":" "}""", null, 422, "invalid-body" },
            { "POST", $"/api/admin/reports/{Report}/retry-publication", "admin", "{}", null, 409, "not-retryable" },
            { "POST", $"/api/admin/reports/{Report}/retry-publication", "drafter", "{}", null, 403, "wrong-role" },
            { "POST", $"/api/reports/{Report}/import", "drafter", "{}", null, 415, "unsupported-media-type" },
            { "POST", $"/api/reports/{Report}/advice", "drafter", """{"findings":["x"]}""", null, 422, "unknown-finding" },
            { "POST", $"/api/reports/{Report}/advice", "drafter", "{}", "\"c1-0\"", 412, "stale-content" },
            { "POST", $"/api/reports/{Report}/advice", "secrecy1", "{}", null, 403, "wrong-role" },
            { "POST", $"/api/reports/{Report}/carry-forward", "drafter", """{"over":true}""", null, 422, "invalid-body" },
            { "POST", $"/api/reports/{Report}/prior", "drafter", "{}", null, 409, "last-year-in-storage" },
            { "GET", $"/api/reports/{Report}/prior", null, null, null, 401, "sign-in-required" },
            { "DELETE", $"/api/reports/{Report}/prior", "drafter", null, null, 404, "no-last-year-report" },
            { "GET", "/api/calendar/explain?days=x", "drafter", null, null, 400, "invalid-query" },
            { "PUT", "/api/admin/calendar", "drafter", "{}", null, 403, "wrong-role" },
            { "PUT", "/api/admin/calendar", "admin", "{}", null, 422, "invalid-calendar" },
            { "PUT", "/api/admin/organs/620700082/calendar", "admin", """{"offsets":{"publish":-1}}""", null, 422, "invalid-body" },
            { "PUT", "/api/admin/organs/620700082/checks", "admin", """{"ownPhones":["x"]}""", null, 422, "invalid-body" },
            { "GET", "/api/admin/organs/999999999/checks", "admin", null, null, 403, "not-your-organ" },
            { "POST", "/api/admin/calendar", "admin", "{}", null, 405, "method-not-allowed" },
            { "GET", $"/api/reports/{Report}/documents/pdf", "drafter", null, null, 501, "not-implemented" },
            { "GET", "/api/admin/organs", "admin", null, null, 501, "not-implemented" },
            { "GET", "/api/admin/organs/620700082/staff", "drafter", null, null, 403, "wrong-role" },
            { "GET", "/api/admin/instances", "drafter", null, null, 403, "wrong-role" },
            { "GET", "/api/admin/instances?top=0", "admin", null, null, 400, "invalid-query" },
            { "GET", "/api/admin/instances?continuation=0.enp6", "admin", null, null, 400, "invalid-query" },
            { "GET", "/api/admin/instances/620700082-2020:9:nothing", "admin", null, null, 404, "unknown-instance" },
            { "POST", $"/api/admin/instances/{Report}/terminate", "admin", "{}", null, 422, "invalid-body" },
            { "GET", "/api/admin/outbox", null, null, null, 401, "sign-in-required" },
            { "GET", "/api/openapi.json", null, null, null, 501, "not-implemented" },
            { "GET", "/review/never-was-a-link", null, null, null, 404, "unknown-link" },
            { "POST", "/review/never-was-a-link", null, """{"decision":"approve","code":"123456"}""", null, 404, "unknown-link" },
            { "GET", "/reports/620700082/1999-00001", null, null, null, 404, "not-published" },
            { "GET", "/api/nonsense", null, null, null, 404, "not-found" },
            { "DELETE", $"/api/reports/{Report}", "drafter", null, null, 405, "method-not-allowed" },
        };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cases))]
    public async Task Refuse_BadInput_SaysWhatIsWrongAndChangesNothing(
        string method,
        string path,
        string? person,
        string? body,
        string? ifMatch,
        int status,
        string code
    )
    {
        var before = await StateAsync();

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("application/json");
        if (person is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(person));
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await demo.App.Http.SendAsync(request, Cancel);

        await AssertProblemAsync(answer, status, code);
        Assert.Equal(before, await StateAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Save_WithStaleTag_IsRefusedAndTellsTheDrafterToReadAgain()
    {
        var before = await StateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, Content);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("drafter"));
        request.Headers.TryAddWithoutValidation("If-Match", "\"c1-0000000000000000\"");
        var content = await demo.Staff.CallAsync(HttpMethod.Get, Content, person: "drafter");
        request.Content = new StringContent(content.Body!.ToJsonString(), Encoding.UTF8, "application/json");

        using var answer = await demo.App.Http.SendAsync(request, Cancel);

        await AssertProblemAsync(answer, 412, "stale-content");
        Assert.Equal(before, await StateAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Save_TenMegabytes_IsRefusedAsTooLarge()
    {
        var before = await StateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, Content);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("drafter"));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Headers.ExpectContinue = true; // so that the answer comes before ten megabytes are sent into a closed door
        request.Content = new StringContent(new string('x', 10 * 1024 * 1024), Encoding.UTF8, "application/json");

        using var answer = await demo.App.Http.SendAsync(request, Cancel);

        await AssertProblemAsync(answer, 413, "body-too-large");
        Assert.Equal(before, await StateAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task Submit_FromAnotherSitesPage_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/reports/{Report}/submit");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync("drafter"));
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        request.Content = new StringContent("""{"reasons":{}}""", Encoding.UTF8, "application/json");

        using var answer = await demo.App.Http.SendAsync(request, Cancel);

        await AssertProblemAsync(answer, 403, "cross-origin");
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.True(problem["title"]!.GetValue<string>().Any(letter => letter >= 0x4E00), "The title should be Chinese.");
    }

    // Everything about the report that a call could have changed.
    private async Task<string> StateAsync()
    {
        var staff = demo.Staff;
        var report = await staff.ReportAsync(Report);
        var audit = await staff.CallAsync(HttpMethod.Get, $"/api/reports/{Report}/audit", person: "drafter");
        var list = await staff.CallAsync(HttpMethod.Get, "/api/reports", person: "drafter");
        return $"{report.ToJsonString()} {audit.Body!["head"]} {list.Body!["total"]}";
    }

    private static readonly Dictionary<string, string> s_tokens = [];

    private async Task<string> TokenAsync(string person)
    {
        if (person.Contains(' ', StringComparison.Ordinal))
        {
            return "not.ours";
        }

        if (!s_tokens.TryGetValue(person, out var token))
        {
            s_tokens[person] = token = await demo.Staff.SignInAsync(person);
        }

        return token;
    }
}
