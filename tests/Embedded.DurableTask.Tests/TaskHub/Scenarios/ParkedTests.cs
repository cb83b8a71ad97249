using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Instances that cannot run are parked: seen, kept, harmless to others, resumable.</summary>
public abstract class ParkedTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F47_OrchestratorMissing_ParkedWithoutHotLoopAndRunsAfterDeploy()
    {
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
    public async Task F51_DeployRolledBack_InstancesOfTheNewerVersionWaitForIt()
    {
        await using var world = NewWorld();
        var newer = await world.StartAsync(options => options.DefaultVersion = "2.0");
        var id = await world.Await(newer.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, new StartOrchestrationOptions("x")));
        await world.Await(newer.Client.RaiseEventAsync(id, "go", "a"));
        newer.Kill(noticed: true);

        // It has a history by now that the older code may not replay; what is sent to it meanwhile is kept.
        var older = await world.StartAsync(options => options.DefaultVersion = "1.0");
        await world.UntilInstance(older.Client, id, IsParked, "parked");
        await world.Await(older.Client.RaiseEventAsync(id, "go", "b"));
        older.Kill(noticed: true);
        var again = await world.StartAsync(options => options.DefaultVersion = "2.0");

        var end = await world.Await(again.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal(["a", "b"], end.ReadOutputAs<string[]>()!);
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task F52_NextGenerationOfANewerVersion_ParkedWithItsEventsUntilANewerProcessComes()
    {
        await using var world = NewWorld();
        var code = new TaskRegistry();
        code.AddOrchestrator(
            "Upgrading",
            async context =>
            {
                var word = await context.WaitForExternalEvent<string>("go");
                if (context.Version != "2.0")
                {
                    context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2.0" });
                }

                return $"{context.Version} {word}";
            }
        );
        var older = await world.StartAsync(options => options.DefaultVersion = "1.0", code);
        var id = await world.Await(older.Client.ScheduleNewOrchestrationInstanceAsync("Upgrading", new StartOrchestrationOptions("x")));
        var raises = new[] { "first", "second" }.Select(word => older.Client.RaiseEventAsync(id, "go", word)).ToList();
        await world.Await(Task.WhenAll(raises));
        await world.UntilInstance(older.Client, id, IsParked, "parked");
        older.Kill(noticed: true);
        var newer = await world.StartAsync(options => options.DefaultVersion = "2.0", code);

        var end = await world.Await(newer.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
        Assert.Equal("2.0 second", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }

    [Theory]
    [InlineData("i|x")]
    [InlineData("a|x")]
    [InlineData("h|x|00000000|00000000")]
    [InlineData("!")]
    public async Task F54_RowOfAnUnknownSchema_RefusedAndNeverRewritten(string rowKey)
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("x")));
        first.Kill(noticed: true);
        world.Table.Tamper("s000", rowKey, properties => properties["v"] = 99L);
        var before = Row();
        var second = await world.StartAsync();
        await world.Settle(2_000);

        Assert.Equal(before, Row());
        if (rowKey == "!")
        {
            Assert.Contains("99", second.Hub.Health.Problem, StringComparison.Ordinal);
        }
        else if (rowKey == "i|x")
        {
            var problem = await Assert.ThrowsAsync<Hub.Storage.UnreadableRowException>(() => second.Client.GetInstanceAsync("x"));
            Assert.Contains("99", problem.Message, StringComparison.Ordinal);
        }
        else
        {
            await world.Until(() => second.Hub.Health.ParkedInstances == 1, "health counts it as parked");
        }

        string? Row() => world.Table.Rows.Single(row => row.RowKey == rowKey).ETag;
    }

    [Fact]
    public async Task F54_ManifestOfAnUnknownSchema_RefusesToStart()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync();
        first.Kill(noticed: true);
        world.Table.Tamper("hub", "manifest", properties => properties["v"] = 99L);

        var problem = await Assert.ThrowsAsync<Hub.Storage.UnreadableRowException>(() =>
            world.NewProcess().Hub.StartAsync(CancellationToken.None)
        );

        Assert.Contains("manifest", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_KilledInTheMomentOfResuming_FoundByTheNextOwner()
    {
        await using var world = NewWorld();
        var first = await world.StartAsync(registry: new TaskRegistry());
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", new StartOrchestrationOptions("x")));
        await world.UntilInstance(first.Client, id, IsParked, "parked");

        // It is read anew because of the resuming; meanwhile whatever the process still commits goes through.
        var hold = new TaskCompletionSource();
        first.Store.AfterQuery = from => from.StartsWith("h|", StringComparison.Ordinal) ? hold.Task : Task.CompletedTask;
        _ = first.Client.ResumeInstanceAsync(id);
        await world.Settle(5_000);
        first.Kill(noticed: true);
        hold.SetResult();
        var second = await world.StartAsync();

        // Nobody pokes it: its active row must have told the new owner.
        await world.Until(() => world.Table.Rows.Any(row => row.RowKey == "i|x" && row.Text("out") == "\"x\""), "it has run");
    }

    [Fact]
    public async Task Parked_Terminated_EndsWithoutCode()
    {
        await using var world = NewWorld();
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
        await using var world = NewWorld();
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
        await using var world = NewWorld();
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Large", async context => context.GetInput<string>() + await context.WaitForExternalEvent<string>("go"));
        var first = await world.StartAsync(registry: registry);
        var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Large", new string('x', 40_000)));
        first.Kill(noticed: true);
        var name = Assert.Single(world.Payloads.Names);
        world.Lose(name);
        var second = await world.StartAsync(registry: registry);

        var parked = await world.UntilInstance(second.Client, id, m => m.FailureDetails is not null, "parked", fetch: false);

        Assert.Contains(name, parked.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    private static bool IsParked(OrchestrationMetadata instance) =>
        instance is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended, FailureDetails.ErrorType: "Parked" };
}

/// <summary>In memory.</summary>
public sealed class ParkedTestsInMemory() : ParkedTests(null);

/// <summary>On Azurite.</summary>
public sealed class ParkedTestsOnAzurite(AzuriteFixture azurite) : ParkedTests(azurite);
