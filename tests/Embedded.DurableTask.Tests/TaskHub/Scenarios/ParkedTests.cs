using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Instances that cannot run are parked: seen, kept, harmless to others, resumable.</summary>
public sealed class ParkedTests
{
    [Fact]
    public async Task F47_OrchestratorMissing_ParkedWithoutHotLoopAndRunsAfterDeploy()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync(registry: new TaskRegistry());
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));
        var parked = await world.UntilInstance(first.Client, id, IsParked, "parked");
        Assert.Contains("'Echo'", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await world.Until(() => first.Hub.Health.ParkedInstances == 1, "health counts it");
        first.Store.Journal = [];
        await world.Settle(5_000);
        Assert.DoesNotContain(first.Store.Journal, call => call.Contains(id, StringComparison.Ordinal));

        first.Kill(noticed: true);
        var second = await world.StartAsync();
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("x", end.ReadOutputAs<string>());
        Assert.Null(end.FailureDetails);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F47_ActivityMissing_ParkedAndGoesOnAfterDeploy()
    {
        await using var world = new HubWorld();
        var lacking = new TaskRegistry();
        lacking.AddOrchestrator("Gated", async context => await context.CallActivityAsync<int>("Gate", 1));
        var first = await world.StartAsync(registry: lacking);
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Gated"));
        var parked = await world.UntilInstance(first.Client, id, IsParked, "parked");
        Assert.Contains("'Gate'", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        first.Kill(noticed: true);

        world.Gate.SetResult();
        var second = await world.StartAsync();
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(2, end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task F48_HistoryRowBroken_ParkedWithRowNamedAndOthersGoOn()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        var broken = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("broken")));
        var fine = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("fine")));
        first.Kill(noticed: true);
        world.Table.Tamper("s000", "h|broken|00000000|00000000", properties => properties["d0"] = "[{]");
        var second = await world.StartAsync();

        var parked = await world.UntilInstance(second.Client, broken, IsParked, "parked");
        Assert.Contains("h|broken|00000000|00000000", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await world.Await(second.Client.RaiseEventAsync(fine, "go", "w"));
        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(fine, getInputsAndOutputs: true));
        Assert.Equal("w", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F48_HistoryRowMissing_ParkedAsAGap()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 3, new StartOrchestrationOptions("x")));
        await world.Await(first.Client.RaiseEventAsync(id, "go", "1"));
        await world.Await(first.Client.RaiseEventAsync(id, "go", "2"));
        first.Kill(noticed: true);
        world.Table.Tamper("s000", "h|x|00000000|00000001", null);
        var second = await world.StartAsync();

        var parked = await world.UntilInstance(second.Client, id, IsParked, "parked");

        Assert.Contains("commit 1", parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F48_InboxRowUnreadable_LeftAndOthersGoOn()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));
        var row = new Hub.Storage.TableRow("s000", "m|x|0");
        row.Set("v", 1L);
        row.Set("id", "x");
        row.Set("k", "nonsense");
        await world.Table.InsertAsync(row, CancellationToken.None);
        await world.Settle(3_000);

        await world.Await(process.Client.RaiseEventAsync(id, "go", "w"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("w", end.ReadOutputAs<string>());
        Assert.Contains(world.Table.Rows, r => r.RowKey == "m|x|0");
    }

    [Fact]
    public async Task F48_InputOfAnotherType_ParkedAtFirstStepAndHeldEventsSurvive()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Collect", "no number"));
        await world.UntilInstance(first.Client, id, IsParked, "parked");
        await world.Await(first.Client.RaiseEventAsync(id, "go", "held"));
        first.Kill(noticed: true);
        var mended = new TaskRegistry();
        mended.AddOrchestrator("Collect", async context => await context.WaitForExternalEvent<string>("go"));
        var second = await world.StartAsync(registry: mended);

        var end = await world.Await(second.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("held", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F51_NewerVersion_LeftAloneAndPickedUpByANewerProcess()
    {
        await using var world = new HubWorld();
        var old = await world.StartAsync(options => options.DefaultVersion = "1.0");
        var id = await world.Await(
            old.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions { Version = "2.0" })
        );
        var same = await world.Await(old.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "y"));
        await world.UntilInstance(old.Client, id, IsParked, "parked");
        await world.Await(old.Client.WaitForInstanceCompletionAsync(same));
        old.Kill(noticed: true);
        var newer = await world.StartAsync(options => options.DefaultVersion = "2.0");

        var end = await world.Await(newer.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("x", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F51_NewerVersionAndFailStrategy_Fails()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync(options =>
        {
            options.DefaultVersion = "1.0";
            options.VersionFailureStrategy = VersionFailureStrategy.Fail;
        });
        var id = await world.Await(
            process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions { Version = "2.0" })
        );

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("VersionMismatch", end.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task F54_RowsOfUnknownSchema_RefusedAndNeverRewritten()
    {
        await using var world = new HubWorld();
        var first = await world.StartAsync();
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));
        first.Kill(noticed: true);
        world.Table.Tamper("s000", "i|x", properties => properties["v"] = 99L);
        var etag = world.Table.Rows.Single(row => row.RowKey == "i|x").ETag;
        var second = await world.StartAsync();
        await world.Settle(2_000);

        var problem = await Assert.ThrowsAsync<Hub.Storage.UnreadableRowException>(() => second.Client.GetInstanceAsync(id));
        Assert.Contains("99", problem.Message, StringComparison.Ordinal);
        Assert.Equal(etag, world.Table.Rows.Single(row => row.RowKey == "i|x").ETag);
    }

    [Fact]
    public async Task Parked_Terminated_EndsWithoutCode()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync(registry: new TaskRegistry());
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Gone"));
        await world.UntilInstance(process.Client, id, IsParked, "parked");

        await world.Await(process.Client.TerminateInstanceAsync(id, "given up"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("given up", end.ReadOutputAs<string>());
        Assert.DoesNotContain(world.Table.Rows, row => HubWorld.IsOfKind(row, "am"));
    }

    [Fact]
    public async Task Parked_Resumed_TriedAgainOnce()
    {
        await using var world = new HubWorld();
        var registry = new TaskRegistry();
        var process = await world.StartAsync(registry: registry);
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Late", "x"));
        await world.UntilInstance(process.Client, id, IsParked, "parked");
        await world.Await(process.Client.ResumeInstanceAsync(id));
        Assert.True(IsParked((await process.Client.GetInstanceAsync(id))!));

        registry.AddOrchestrator("Late", context => Task.FromResult<object?>(context.GetInput<string>()));
        await world.Await(process.Client.ResumeInstanceAsync(id));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("x", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task F11_PayloadMissing_ParkedWithItsName()
    {
        await using var world = new HubWorld();
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Large", async context => context.GetInput<string>() + await context.WaitForExternalEvent<string>("go"));
        var first = await world.StartAsync(registry: registry);
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Large", new string('x', 40_000)));
        first.Kill(noticed: true);
        var name = Assert.Single(world.Payloads.Names);
        await world.Payloads.DeleteAsync(name, null, CancellationToken.None);
        var second = await world.StartAsync(registry: registry);

        var parked = await world.UntilInstance(second.Client, id, m => m.FailureDetails is not null, "parked", fetch: false);

        Assert.Contains(name, parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private static bool IsParked(OrchestrationMetadata instance) =>
        instance is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended, FailureDetails.ErrorType: "Parked" };
}
