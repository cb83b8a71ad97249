using System.Net;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Durable;

/// <summary>Status with history, history alone, explanations, and our filters of the list.</summary>
public sealed class ManagementInsightTests(AzuriteFixture azurite)
{
    private const string Root = ManagementSetup.Root;
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithHistory_ShowsTheDocumentedEventsAndOutputsOnRequestOnly()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "h");
        await DurableFunctionTests.ClientOf(host).RaiseEventAsync("h", "Go", new ManagementSetup.Event("年报"), s_cancel);
        await DurableFunctionTests.WaitAsync(host, "h");

        var without = await ManagementSetup.GetJsonAsync(host, $"{Root}/h?code=dk");
        var brief = Events(await ManagementSetup.GetJsonAsync(host, $"{Root}/h?code=dk&showHistory=true"));
        var full = Events(
            await ManagementSetup.GetJsonAsync(host, $"{Root}/h?code=dk&showHistory=true&showHistoryOutput=true&showInput=false")
        );

        Assert.Null(without["historyEvents"]);
        Assert.Equal(
            ["ExecutionStarted", "CustomStatusSet", "EventRaised", "ExecutionCompleted"],
            brief.Select(e => (string?)e!["EventType"])
        );
        Assert.All(brief, e => Assert.Null(e!["Result"]));
        Assert.Equal("waits", (string?)full[0]!["FunctionName"]);
        Assert.Equal("Go", (string?)full[2]!["Name"]);
        Assert.Equal("1 年报", (string?)full[3]!["Result"]);
        Assert.Equal("Completed", (string?)full[3]!["OrchestrationStatus"]);
    }

    [Fact]
    public async Task Get_Running_TellsWhereAndWhenToAskAgain()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "运行");
        using var response = await host.GetAsync($"{Root}/{Uri.EscapeDataString("运行")}?code=dk&showInput=false");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("5", response.Headers.RetryAfter?.ToString());
        Assert.EndsWith(
            $"{Uri.EscapeDataString("运行")}?code=dk&showInput=false",
            response.Headers.Location?.OriginalString,
            StringComparison.Ordinal
        );
        Assert.Null((await ManagementSetup.JsonAsync(response))["input"]);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("&returnInternalServerErrorOnFailure=true", HttpStatusCode.InternalServerError)]
    public async Task Get_Failed_Answers500IfAskedTo(string query, HttpStatusCode expected)
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        var id = await DurableFunctionTests.ClientOf(host).ScheduleNewOrchestrationInstanceAsync("breaks", s_cancel);
        await DurableFunctionTests.WaitAsync(host, id);
        using var response = await host.GetAsync($"{Root}/{id}?code=dk{query}");

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("as told", (string?)(await ManagementSetup.JsonAsync(response))["output"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_PageByPage_LeadsThroughAllEvents()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "h");
        await DurableFunctionTests.ClientOf(host).RaiseEventAsync("h", "Go", new ManagementSetup.Event("x"), s_cancel);
        await DurableFunctionTests.WaitAsync(host, "h");
        var types = new List<string?>();
        string? continuation = null;
        var pages = 0;
        do
        {
            var page = await ManagementSetup.GetJsonAsync(
                host,
                $"{Root}/h/history?code=dk&top=1&showOutput=true&continuation={continuation}"
            );
            types.AddRange(page["events"]!.AsArray().Select(e => (string?)e!["eventType"]));
            continuation = (string?)page["continuation"];
            pages++;
        } while (continuation is not null);

        Assert.Equal(["ExecutionStarted", "CustomStatusSet", "EventRaised", "ExecutionCompleted"], types);
        Assert.Equal(2, pages);
        using var foreign = await host.GetAsync($"{Root}/h/history?code=dk&continuation=9.1");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
    }

    [Fact]
    public async Task Explain_WaitingThenSuspended_SaysSoInFieldsAndBothLanguages()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "e");
        var waiting = await ManagementSetup.GetJsonAsync(host, $"{Root}/e/explain?code=dk");
        await ManagementSetup.PostAsync(host, $"e/suspend?reason={Uri.EscapeDataString("核查")}");
        await ManagementSetup.StatusBecomesAsync(host, "e", OrchestrationRuntimeStatus.Suspended);
        var suspended = await ManagementSetup.GetJsonAsync(host, $"{Root}/e/explain?code=dk");

        Assert.Equal(("event", "Go"), ((string?)waiting["waitsFor"]![0]!["kind"], (string?)waiting["waitsFor"]![0]!["name"]));
        Assert.Equal("sender", (string?)waiting["actor"]!["kind"]);
        Assert.Contains("“Go”", (string?)waiting["words"]!["zh"]![0], StringComparison.Ordinal);
        Assert.Contains("'Go'", (string?)waiting["words"]!["en"]![0], StringComparison.Ordinal);
        Assert.Equal(("suspended", "核查"), ((string?)suspended["waitsFor"]![0]!["kind"], (string?)suspended["waitsFor"]![0]!["reason"]));
        Assert.Equal("administrator", (string?)suspended["actor"]!["kind"]);
    }

    [Theory]
    [InlineData("/explain")]
    [InlineData("/history")]
    [InlineData("/restart")]
    [InlineData("/rewind")]
    public async Task Insight_UnknownInstanceOrNoKey_Answers404Or401(string path)
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        var method = path is "/restart" or "/rewind" ? HttpMethod.Post : HttpMethod.Get;
        using var unknown = await host.SendAsync(method, $"{Root}/none{path}?code=dk");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.SendAsync(method, $"{Root}/none{path}"));
    }

    [Fact]
    public async Task Purge_NotEnded_Answers412AndKeepsIt()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "live");
        using var response = await host.SendAsync(HttpMethod.Delete, $"{Root}/live?code=dk");

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.NotNull(await DurableFunctionTests.ClientOf(host).GetInstanceAsync("live", s_cancel));
    }

    [Fact]
    public async Task List_ByNameAndTag_FindsThoseOnlyAndFullPages()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "plain");
        foreach (var (id, organ) in new[] { ("t-1", "甲"), ("t-2", "乙"), ("t-3", "甲") })
        {
            var options = new StartOrchestrationOptions(id) { Tags = new Dictionary<string, string> { ["organ"] = organ } };
            await DurableFunctionTests
                .ClientOf(host)
                .ScheduleNewOrchestrationInstanceAsync("waits", new ManagementSetup.Input(1), options, s_cancel);
        }

        Assert.Equal("t-1 t-3", await IdsAsync(host, $"&tag={Uri.EscapeDataString("organ=甲")}"));
        Assert.Equal("t-1 t-2 t-3", await IdsAsync(host, "&tag=organ"));
        Assert.Equal("", await IdsAsync(host, "&name=breaks"));
        Assert.Equal("plain t-1 t-2 t-3", await IdsAsync(host, "&name=waits"));
        using var page = await host.GetAsync($"{Root}?code=dk&top=3");
        Assert.Equal(3, (await ManagementSetup.JsonAsync(page)).AsArray().Count);
        Assert.True(page.Headers.Contains("x-ms-continuation-token"));
        using var wrong = await host.GetAsync($"{Root}?code=dk&tag==x");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("&showInput=false", false)]
    public async Task List_Input_IsShownUnlessDeclined(string query, bool shown)
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "i");
        var one = (await ManagementSetup.GetJsonAsync(host, $"{Root}?code=dk{query}")).AsArray().Single()!;
        Assert.Equal(shown, one["input"] is not null);
    }

    private static JsonArray Events(JsonNode status) => status["historyEvents"]!.AsArray();

    private static async Task<string> IdsAsync(TestHost host, string query) =>
        string.Join(
            ' ',
            (await ManagementSetup.GetJsonAsync(host, $"{Root}?code=dk{query}"))
                .AsArray()
                .Select(instance => (string)instance!["instanceId"]!)
                .Order(StringComparer.Ordinal)
        );
}
