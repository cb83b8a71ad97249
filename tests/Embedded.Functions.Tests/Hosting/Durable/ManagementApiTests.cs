using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Durable;

public sealed class ManagementApiTests(AzuriteFixture azurite)
{
    private const string Root = ManagementSetup.Root;
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task S14_NoKeyConfigured_TheApiIsNotThere()
    {
        await using var host = await TestHost.StartAsync(
            DurableSetup.New(azurite, null, "--Embedded:MasterKey", "mk"),
            typeof(ManagementSetup.Waits)
        );
        await TestHost.AssertEmptyAsync(HttpStatusCode.NotFound, await host.GetAsync(Root + "?code=mk"));
    }

    [Fact]
    public async Task S14_WithoutTheKey_EveryCallAnswersEmpty401()
    {
        await using var host = await StartAsync();
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.GetAsync(Root));
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.GetAsync(Root + "/a?code=wrong"));
        await TestHost.AssertEmptyAsync(HttpStatusCode.Unauthorized, await host.SendAsync(HttpMethod.Post, Root + "/a/terminate"));
    }

    [Fact]
    public async Task Get_RunningThenCompleted_Answers202Then200WithInputAndOutput()
    {
        await using var host = await StartAsync("one");
        using var running = await host.GetAsync($"{Root}/one?code=dk");
        Assert.Equal(HttpStatusCode.Accepted, running.StatusCode);

        using var raised = await host.SendAsync(
            HttpMethod.Post,
            $"{Root}/one/raiseEvent/Go?code=dk",
            JsonContent.Create(new { Text = "年报" })
        );
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        await DurableFunctionTests.WaitAsync(host, "one");
        using var completed = await host.GetAsync($"{Root}/one?code=dk");
        Assert.Equal(HttpStatusCode.OK, completed.StatusCode);
        var json = JsonNode.Parse(await completed.Content.ReadAsStringAsync(s_cancel))!;
        Assert.Equal("waits", (string?)json["name"]);
        Assert.Equal("Completed", (string?)json["runtimeStatus"]);
        Assert.Equal(1, (int?)json["input"]!["Number"]);
        Assert.Equal("1 年报", (string?)json["output"]);
        Assert.Equal("waiting", (string?)json["customStatus"]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/terminate")]
    [InlineData("POST", "/suspend")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/raiseEvent/Go")]
    public async Task Call_UnknownInstance_Answers404(string method, string action)
    {
        await using var host = await StartAsync();
        using var response = await host.SendAsync(new HttpMethod(method), $"{Root}/none{action}?code=dk");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/terminate")]
    [InlineData("/raiseEvent/Go")]
    public async Task Call_FinishedInstance_Answers410(string action)
    {
        await using var host = await StartAsync("done");
        await DurableFunctionTests.ClientOf(host).TerminateInstanceAsync("done", "over", s_cancel);
        await DurableFunctionTests.WaitAsync(host, "done");
        using var response = await host.SendAsync(HttpMethod.Post, $"{Root}/done{action}?code=dk");
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task SuspendResumeTerminatePurge_InOrder_DoWhatTheySay()
    {
        await using var host = await StartAsync("life");
        await ManagementSetup.PostAsync(host, "life/suspend?reason=pause");
        await ManagementSetup.StatusBecomesAsync(host, "life", OrchestrationRuntimeStatus.Suspended);
        await ManagementSetup.PostAsync(host, "life/resume");
        await ManagementSetup.StatusBecomesAsync(host, "life", OrchestrationRuntimeStatus.Running);
        await ManagementSetup.PostAsync(host, "life/terminate?reason=enough");
        Assert.Equal("enough", (await DurableFunctionTests.WaitAsync(host, "life")).ReadOutputAs<string>());

        using var purged = await host.SendAsync(HttpMethod.Delete, $"{Root}/life?code=dk");
        Assert.Equal("{\"instancesDeleted\":1}", await purged.Content.ReadAsStringAsync(s_cancel));
        using var gone = await host.GetAsync($"{Root}/life?code=dk");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task List_FilteredAndPaged_AnswersPagesOfWhatFits()
    {
        await using var host = await StartAsync("p-1", "p-2", "p-3", "other");
        var ids = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                $"{Root}?code=dk&top=1&instanceIdPrefix=p-&runtimeStatus=Running,Pending"
            );
            if (token is not null)
            {
                request.Headers.Add("x-ms-continuation-token", token);
            }

            using var response = await host.Client.SendAsync(request, s_cancel);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync(s_cancel))!.AsArray();
            Assert.True(page.Count <= 1);
            ids.AddRange(page.Select(instance => (string)instance!["instanceId"]!));
            token = response.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.Single() : null;
        } while (token is not null);

        Assert.Equal(["p-1", "p-2", "p-3"], ids.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET", "&createdTimeFrom=yesterday")]
    [InlineData("GET", "&runtimeStatus=Sleeping")]
    [InlineData("DELETE", "")]
    public async Task Many_FilterMalformedOrPurgeWithoutBeginning_Answers400(string method, string query)
    {
        await using var host = await StartAsync();
        using var response = await host.SendAsync(new HttpMethod(method), $"{Root}?code=dk{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task PurgeMany_ByTimeAndStatus_CountsWhatItDeleted()
    {
        await using var host = await StartAsync("m-1", "m-2");
        await DurableFunctionTests.ClientOf(host).TerminateInstanceAsync("m-1", "over", s_cancel);
        await DurableFunctionTests.WaitAsync(host, "m-1");
        using var purged = await host.SendAsync(
            HttpMethod.Delete,
            $"{Root}?code=dk&createdTimeFrom=2000-01-01T00:00:00Z&runtimeStatus=Terminated"
        );
        Assert.Equal("{\"instancesDeleted\":1}", await purged.Content.ReadAsStringAsync(s_cancel));
    }

    [Fact]
    public async Task RaiseEvent_BodyNotJson_Answers400()
    {
        await using var host = await StartAsync("text");
        using var response = await host.SendAsync(HttpMethod.Post, $"{Root}/text/raiseEvent/Go?code=dk", new StringContent("plain"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<TestHost> StartAsync(params string[] instances) => ManagementSetup.StartAsync(azurite, instances);
}
