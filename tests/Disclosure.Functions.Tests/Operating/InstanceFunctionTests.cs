using System.Text;
using System.Text.Json.Nodes;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Operating.Instances;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Disclosure.Functions.Tests.Operating;

/// <summary>An organ's administrators look at its orchestrations and steer them; nobody else does.</summary>
public sealed class InstanceFunctionTests(AzuriteFixture azurite)
{
    private const string Report = "620700082-2021";

    [Theory]
    [InlineData(null, 401, "sign-in-required")]
    [InlineData("drafter", 403, "wrong-role")]
    [InlineData("overseer", 403, "wrong-role")]
    public async Task AnyCall_NotByAnAdministrator_IsRefusedAndNothingHappens(string? person, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        foreach (var (method, id, command, body) in Calls(Report))
        {
            var answer = await CallAsync(office, person, method, id, command, body);
            Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
        }

        Assert.Empty(office.Client.Steered);
    }

    [Theory]
    [InlineData("999999999-2021", 403, "wrong-organ")]
    [InlineData("620700082-1999", 404, "unknown-instance")]
    [InlineData("health-probe", 404, "unknown-instance")]
    public async Task OneInstance_OfAnotherOrganOrNone_IsRefused(string instance, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);
        office.Client.Set("999999999-2021", OrchestrationRuntimeStatus.Running);
        office.Client.Set("health-probe", OrchestrationRuntimeStatus.Running);
        foreach (var (method, _, command, body) in Calls(instance).Skip(1))
        {
            var answer = await CallAsync(office, "admin", method, instance, command, body);
            Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
        }

        Assert.Empty(office.Client.Steered);
    }

    [Fact]
    public async Task Show_InReview_ExplainsFromTheReportsFactsInTheCallersLanguage()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();

        var zh = (await CallAsync(office, "admin", "GET", Report)).Json;
        var en = (await CallAsync(office, "admin", "GET", Report, language: "en")).Json;

        Assert.Equal("Running", (string?)zh["instance"]!["status"]);
        Assert.Equal("SecrecyReview", (string?)zh["report"]!["status"]);
        var explanation = zh["explanation"]!;
        Assert.Equal("reviewers", (string?)explanation["waitsFor"]);
        Assert.Contains("王建国（保密审查员）", (string?)explanation["words"]![0], StringComparison.Ordinal);
        Assert.Contains("Secrecy reviewer", (string?)en["explanation"]!["words"]![0], StringComparison.Ordinal);
        Assert.Equal(2, explanation["openTasks"]!.AsArray().Count);
        Assert.False((bool)explanation["overdue"]!);
        office.Time.Advance(TimeSpan.FromDays(10));
        Assert.True((bool)(await CallAsync(office, "admin", "GET", Report)).Json["explanation"]!["overdue"]!);
    }

    [Fact]
    public async Task List_OwnOrganOnly_WithItsStages()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        office.Client.Set("620700082-2021:1:secrecy", OrchestrationRuntimeStatus.Completed);
        office.Client.Set("999999999-2021", OrchestrationRuntimeStatus.Running);

        var page = (await CallAsync(office, "admin", "GET")).Json;
        var next = (await CallAsync(office, "admin", "GET", query: "?top=1")).Json;

        Assert.Equal([Report, "620700082-2021:1:secrecy"], page["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.Equal((Report, 1, "secrecy"), Of(page["items"]![1]!));
        Assert.Null(page["continuation"]);
        Assert.NotNull(next["continuation"]);
        var foreign = await CallAsync(office, "admin", "GET", query: "?continuation=0." + Convert.ToBase64String("zzz"u8));
        Assert.Equal((400, "continuation"), (foreign.Status, (string?)foreign.Json["errors"]![0]!["pointer"]));
        var elsewhere = await CallAsync(office, "admin", "GET", query: "?prefix=999999999-");
        Assert.Equal((403, "wrong-organ"), (elsewhere.Status, (string?)elsewhere.Json["code"]));

        static (string?, int?, string?) Of(JsonNode item) => ((string?)item["reportId"], (int?)item["round"], (string?)item["stage"]);
    }

    [Fact]
    public async Task SuspendResumeTerminatePurge_ByTheAdministrator_AreDoneAndInTheAuditTrail()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        var before = (await office.StoredAsync()).AuditCount;

        Assert.Equal(202, (await CallAsync(office, "admin", "POST", Report, "suspend", """{"reason":" 核查 "}""")).Status);
        Assert.Equal(202, (await CallAsync(office, "admin", "POST", Report, "resume", "{}")).Status);
        Assert.Equal(202, (await CallAsync(office, "admin", "POST", Report, "Terminate", """{"reason":"重来"}""")).Status);
        Assert.Equal(204, (await CallAsync(office, "admin", "DELETE", Report)).Status);

        Assert.Equal(
            [
                ("suspend", Report, "admin: 核查"),
                ("resume", Report, "admin"),
                ("terminate", Report, "admin: 重来"),
                ("purge", Report, null),
            ],
            office.Client.Steered
        );
        var trail = await office.Get<ReportRepository>().GetAuditTrailAsync(office.Report, cancellationToken: Office.Cancel);
        Assert.True(trail!.Verdict.IsIntact);
        Assert.Equal(
            ["workflow.suspend-asked", "workflow.resume-asked", "workflow.terminate-asked", "workflow.purge-asked"],
            trail.Entries.Skip(before).Select(entry => entry.Action)
        );
        Assert.All(trail.Entries.Skip(before), entry => Assert.Equal("admin", entry.ActorId));
        Assert.Equal("核查", trail.Entries[before].Details["reason"]);
        Assert.Equal(404, (await CallAsync(office, "admin", "GET", Report)).Status);
    }

    [Theory]
    [InlineData("suspend", "{}", 422, "invalid-body")]
    [InlineData("terminate", """{"reason":"  "}""", 422, "invalid-body")]
    [InlineData("terminate", "", 400, "empty-body")]
    [InlineData("rewind", """{"reason":"x"}""", 404, "not-found")]
    public async Task Command_WithoutAReasonOrUnknown_IsRefusedAndNotRecorded(string command, string body, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        var before = (await office.StoredAsync()).AuditCount;

        var answer = await CallAsync(office, "admin", "POST", Report, command, body);

        Assert.Equal((status, code), (answer.Status, (string?)answer.Json["code"]));
        Assert.Equal(before, (await office.StoredAsync()).AuditCount);
        Assert.Empty(office.Client.Steered);
    }

    [Fact]
    public async Task Command_EndedOrNotEnded_SaysWhichAndRecordsNothing()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        var before = (await office.StoredAsync()).AuditCount;
        var purge = await CallAsync(office, "admin", "DELETE", Report);
        office.Client.Finish(Report);
        var suspend = await CallAsync(office, "admin", "POST", Report, "suspend", """{"reason":"x"}""");

        Assert.Equal((409, "instance-not-ended"), (purge.Status, (string?)purge.Json["code"]));
        Assert.Equal((409, "instance-ended"), (suspend.Status, (string?)suspend.Json["code"]));
        Assert.Equal(before, (await office.StoredAsync()).AuditCount);
    }

    private static IEnumerable<(string Method, string? Id, string? Command, string? Body)> Calls(string id) =>
        [
            ("GET", null, null, null),
            ("GET", id, null, null),
            ("DELETE", id, null, null),
            ("POST", id, "suspend", """{"reason":"x"}"""),
            ("POST", id, "resume", "{}"),
            ("POST", id, "terminate", """{"reason":"x"}"""),
        ];

    private static async Task<(int Status, JsonNode Json)> CallAsync(
        Office office,
        string? person,
        string method,
        string? id = null,
        string? command = null,
        string? body = null,
        string query = "",
        string language = "zh"
    )
    {
        var functions = new InstanceFunctions(
            office.Get<CallerResolver>(),
            office.Get<InstanceCommands>(),
            office.Get<ReportRepository>(),
            office.Get<OrganRepository>(),
            office.Get<TimeProvider>()
        );
        using var answer = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
            Request =
            {
                Method = method,
                QueryString = new QueryString(query),
                ContentType = "application/json",
                Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? "")),
            },
            Response = { Body = answer },
        };
        context.Request.Headers.AcceptLanguage = language;
        if (person is not null)
        {
            context.Request.Headers.Authorization = "Bearer " + office.Get<SessionTokens>().Issue(DemoPeople.Organ.Value, person).Token;
        }

        var result = (id, command) switch
        {
            (null, _) => await functions.List(context.Request, office.Client, Office.Cancel),
            (_, null) => await functions.One(context.Request, id, office.Client, Office.Cancel),
            _ => await functions.Command(context.Request, id, command, office.Client, Office.Cancel),
        };
        await result.ExecuteAsync(context);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (context.Response.StatusCode, JsonNode.Parse(text.Length == 0 ? "{}" : text)!);
    }
}
