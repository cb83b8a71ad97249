using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Durable;

/// <summary>A host with the management API open by the key "dk", and instances that wait.</summary>
internal static class ManagementSetup
{
    public const string Root = "/runtime/webhooks/durabletask/instances";
    public const string Orchestrators = "/runtime/webhooks/durabletask/orchestrators";
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    public static async Task<TestHost> StartAsync(AzuriteFixture azurite, params string[] instances)
    {
        var host = await TestHost.StartAsync(DurableSetup.New(azurite, null, "--Embedded:DurableKey", "dk"), typeof(Waits));
        foreach (var id in instances)
        {
            await DurableFunctionTests
                .ClientOf(host)
                .ScheduleNewOrchestrationInstanceAsync("waits", new Input(1), new StartOrchestrationOptions(id), s_cancel);
            await StatusBecomesAsync(host, id, OrchestrationRuntimeStatus.Running);
        }

        return host;
    }

    public static async Task PostAsync(TestHost host, string call)
    {
        var separator = call.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        using var response = await host.SendAsync(HttpMethod.Post, $"{Root}/{call}{separator}code=dk");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(s_cancel))!;

    public static async Task<JsonNode> GetJsonAsync(TestHost host, string path)
    {
        using var response = await host.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await JsonAsync(response);
    }

    public static Task StatusBecomesAsync(TestHost host, string instanceId, OrchestrationRuntimeStatus status) =>
        Eventually.TrueAsync(
            async () => (await DurableFunctionTests.ClientOf(host).GetInstanceAsync(instanceId, s_cancel))?.RuntimeStatus == status,
            TimeSpan.FromSeconds(30),
            () => $"{instanceId} did not become {status}",
            s_cancel
        );

    internal sealed record Input(int Number);

    internal sealed record Event(string Text);

    internal static class Waits
    {
        [Function("waits")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
        {
            context.SetCustomStatus("waiting");
            var go = await context.WaitForExternalEvent<Event>("Go");
            return $"{input.Number} {go.Text}";
        }

        [Function("breaks")]
        public static Task<string> Break([OrchestrationTrigger] TaskOrchestrationContext context) =>
            throw new InvalidOperationException("as told");
    }
}
