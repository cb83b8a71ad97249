using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>Calls the app as staff do: signs in by the mailed link, drafts, submits, decides by the mailed link.</summary>
/// <param name="http">To the app; it may be down for a while, as when a test has killed it.</param>
internal sealed class StaffClient(Func<HttpClient> http)
{
    public const string OrganCode = "620700082";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _tokens = [];

    /// <summary>Every call that the app acknowledged raises this: a test hooks its killer here.</summary>
    public Action? Acknowledged { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One call, sent again while the app is down. Null members are left out.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body = null,
        string? person = null,
        string? ifMatch = null
    )
    {
        (HttpStatusCode, JsonNode?, HttpResponseHeaders)? answer = null;
        await Eventually.TrueAsync(
            async () => (answer = await TryAsync(method, path, body, person, ifMatch)) is not null,
            s_patience,
            () => $"{method} {path} got no answer.",
            Cancel
        );
        Acknowledged?.Invoke();
        return answer!.Value;
    }

    /// <summary>The report as the drafter sees it.</summary>
    public async Task<JsonNode> ReportAsync(string id) => (await CallAsync(HttpMethod.Get, $"/api/reports/{id}", person: "drafter")).Body!;

    /// <summary>Waits until the report has one of the statuses.</summary>
    public async Task<JsonNode> UntilAsync(string id, params string[] statuses)
    {
        JsonNode? report = null;
        await Eventually.TrueAsync(
            async () =>
            {
                report = await ReportAsync(id);
                return report["id"] is not null && statuses.Contains(report["status"]!.GetValue<string>());
            },
            s_patience,
            () => $"Report {id} should become {string.Join(" or ", statuses)}; it is {report?.ToJsonString()}",
            Cancel
        );
        return report!;
    }

    /// <summary>The person's mails of one kind about one report and round, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> MailsAsync(string person, string kind, string? reportId = null, int? round = null)
    {
        var mails = (await CallAsync(HttpMethod.Get, $"/dev/outbox?to={person}%40zhangye.example")).Body!.AsArray();
        return
        [
            .. mails.Where(mail =>
                mail!["kind"]!.GetValue<string>() == kind
                && (reportId is null || mail["reportId"]?.GetValue<string>() == reportId)
                && (round is null || mail["round"]?.GetValue<int>() == round)
            )!,
        ];
    }

    /// <summary>The path of the person's review link for a round, and its code.</summary>
    public async Task<(string Path, string Code)> ReviewLinkAsync(string person, string reportId, int round)
    {
        var mail = await Eventually.ValueAsync(
            async () => await MailsAsync(person, "review", reportId, round) is [var newest, ..] ? newest : null,
            s_patience,
            () => $"{person} should get a review mail for round {round} of {reportId}.",
            Cancel
        );
        return (new Uri(mail["links"]![0]!.GetValue<string>()).AbsolutePath, mail["code"]!.GetValue<string>());
    }

    /// <summary>Decides by the mailed link; a decision that was acknowledged to a connection that then broke answers 409, which counts.</summary>
    public async Task<HttpStatusCode> DecideAsync(string person, string reportId, int round, string decision, string comment = "同意。")
    {
        var (path, code) = await ReviewLinkAsync(person, reportId, round);
        var body = new JsonObject
        {
            ["decision"] = decision,
            ["comment"] = comment,
            ["code"] = code,
        };
        return (await CallAsync(HttpMethod.Post, path, body)).Status;
    }

    /// <summary>Reasons for every warning that stands.</summary>
    public async Task<HttpStatusCode> SubmitAsync(string id)
    {
        var findings = (await CallAsync(HttpMethod.Get, $"/api/reports/{id}/findings", person: "drafter")).Body!.AsArray();
        var reasons = new JsonObject(
            findings
                .Where(finding => finding!["severity"]!.GetValue<string>() == "warning")
                .Select(finding => KeyValuePair.Create(finding!["id"]!.GetValue<string>(), (JsonNode?)"经核实，情况属实。"))
        );
        var answer = await CallAsync(HttpMethod.Post, $"/api/reports/{id}/submit", new JsonObject { ["reasons"] = reasons }, "drafter");
        Assert.True(answer.Status is HttpStatusCode.Accepted or HttpStatusCode.Conflict, $"{answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Status;
    }

    private async Task<(HttpStatusCode, JsonNode?, HttpResponseHeaders)?> TryAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        string? person,
        string? ifMatch
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, path);
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
                request.Content = JsonContent.Create(body);
            }

            using var answer = await http().SendAsync(request, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            return (int)answer.StatusCode >= 500
                ? throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}")
                : (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return null; // down, or killed while it accepted us: the caller asks again
        }
    }

    /// <summary>A session of the person, signed in by the mailed link once.</summary>
    public Task<string> SignInAsync(string person) => TokenAsync(person);

    private async Task<string> TokenAsync(string person)
    {
        if (_tokens.TryGetValue(person, out var token))
        {
            return token;
        }

        var asked = await CallAsync(HttpMethod.Post, "/api/session", new JsonObject { ["email"] = $"{person}@zhangye.example" });
        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        var mail = await Eventually.ValueAsync(
            async () => await MailsAsync(person, "signIn") is [var newest, ..] ? newest : null,
            s_patience,
            () => $"{person} should get a sign-in mail.",
            Cancel
        );
        var path = new Uri(mail["links"]![0]!.GetValue<string>()).AbsolutePath;
        var signedIn = await CallAsync(HttpMethod.Post, path);
        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
        return _tokens[person] = signedIn.Body!["token"]!.GetValue<string>();
    }
}
