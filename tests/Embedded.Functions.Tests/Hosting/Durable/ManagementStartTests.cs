using System.Net;
using System.Net.Http.Json;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Durable;

/// <summary>Starting, restarting and what cannot be done.</summary>
public sealed class ManagementStartTests(AzuriteFixture azurite)
{
    private const string Root = ManagementSetup.Root;
    private const string Orchestrators = ManagementSetup.Orchestrators;
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/waits/s-1", "s-1")]
    [InlineData("/WAITS/s%2F2", "s/2")]
    [InlineData("/waits", null)]
    public async Task Start_KnownOrchestrator_Answers202AndItsLinksWork(string path, string? id)
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        using var started = await host.SendAsync(HttpMethod.Post, $"{Orchestrators}{path}?code=dk", JsonContent.Create(new { Number = 7 }));

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal("10", started.Headers.RetryAfter?.ToString());
        var links = await ManagementSetup.JsonAsync(started);
        var given = (string)links["id"]!;
        Assert.Equal(id ?? given, given);
        Assert.Equal((string?)links["statusQueryGetUri"], started.Headers.Location?.OriginalString);

        var raise = ((string)links["sendEventPostUri"]!).Replace("{eventName}", "Go", StringComparison.Ordinal);
        using var raised = await host.SendAsync(HttpMethod.Post, raise, JsonContent.Create(new { Text = "年报" }));
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        await DurableFunctionTests.WaitAsync(host, given);
        var done = await ManagementSetup.GetJsonAsync(host, (string)links["statusQueryGetUri"]!);
        Assert.Equal("7 年报", (string?)done["output"]);
        using var purged = await host.SendAsync(HttpMethod.Delete, (string)links["purgeHistoryDeleteUri"]!);
        Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
    }

    [Fact]
    public async Task Start_KeyInAHeader_IsNotWrittenIntoTheLinks()
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Orchestrators}/waits/h")
        {
            Content = JsonContent.Create(new { Number = 1 }),
        };
        request.Headers.Add("x-functions-key", "dk");
        using var started = await host.Client.SendAsync(request, s_cancel);

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.DoesNotContain("dk", await started.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing", "{}", HttpStatusCode.BadRequest, "nothing")]
    [InlineData("/waits/x", "{", HttpStatusCode.BadRequest, "JSON")]
    [InlineData("/waits/@x", "{}", HttpStatusCode.BadRequest, "@")]
    [InlineData("/waits/taken", "{}", HttpStatusCode.Conflict, "taken")]
    public async Task Start_NotPossible_SaysWhy(string path, string body, HttpStatusCode expected, string says)
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "taken");
        using var response = await host.SendAsync(
            HttpMethod.Post,
            $"{Orchestrators}{path}?code=dk",
            new StringContent(body, null, "application/json")
        );

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains(says, await response.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutTheKey_Answers401AndStartsNothing()
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.SendAsync(HttpMethod.Post, Orchestrators + "/waits/x"));
        Assert.Null(await DurableFunctionTests.ClientOf(host).GetInstanceAsync("x", s_cancel));
    }

    [Fact]
    public async Task Restart_Ended_RunsAgainUnderANewIdOrItsOwn()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "r");
        using var running = await host.SendAsync(HttpMethod.Post, $"{Root}/r/restart?code=dk&restartWithNewInstanceId=false");
        Assert.Equal(HttpStatusCode.Conflict, running.StatusCode);
        await ManagementSetup.PostAsync(host, "r/terminate");
        await DurableFunctionTests.WaitAsync(host, "r");

        using var fresh = await host.SendAsync(HttpMethod.Post, $"{Root}/r/restart?code=dk");
        using var own = await host.SendAsync(HttpMethod.Post, $"{Root}/r/restart?code=dk&restartWithNewInstanceId=false");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (fresh.StatusCode, own.StatusCode));
        var freshId = (string)(await ManagementSetup.JsonAsync(fresh))["id"]!;
        Assert.NotEqual("r", freshId);
        Assert.Equal("r", (string?)(await ManagementSetup.JsonAsync(own))["id"]);
        foreach (var id in (string[])[freshId, "r"])
        {
            await ManagementSetup.StatusBecomesAsync(host, id, OrchestrationRuntimeStatus.Running);
            await DurableFunctionTests.ClientOf(host).RaiseEventAsync(id, "Go", new ManagementSetup.Event("again"), s_cancel);
            Assert.Equal("1 again", (await DurableFunctionTests.WaitAsync(host, id)).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task Rewind_Answers501AndSaysWhatHelpsInstead()
    {
        await using var host = await ManagementSetup.StartAsync(azurite, "w");
        using var response = await host.SendAsync(HttpMethod.Post, $"{Root}/w/rewind?code=dk");

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains("restart", await response.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_ForAnotherTaskHub_Answers400()
    {
        await using var host = await ManagementSetup.StartAsync(azurite);
        using var response = await host.GetAsync(Root + "?code=dk&taskHub=Elsewhere");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Elsewhere", await response.Content.ReadAsStringAsync(s_cancel), StringComparison.Ordinal);
    }
}
