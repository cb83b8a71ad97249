using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Parents and children share a shard.</summary>
public abstract class ChildTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task Child_Completes_ParentGetsItsOutput()
    {
        await using var world = NewWorld(shards: 4);
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "Echo"));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal("child: hello", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
        await world.Until(() => !world.Table.Rows.Any(row => HubWorld.IsOfKind(row, "aom")), "nothing is left to do");
    }

    [Fact]
    public async Task Child_Fails_ParentGetsTheFailure()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "Broken"));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal($"failed: {typeof(TaskFailedException).FullName}", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Child_WithAnyId_IsReachedByClientInTheRootsShard()
    {
        await using var world = NewWorld(shards: 4);
        var owner = await world.StartAsync();
        var other = await world.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            var root = await world.Await(owner.Client.ScheduleNewOrchestrationInstanceAsync("Parent", $"Wait child-{i}"));
            await world.UntilInstance(other.Client, $"child-{i}", m => m.RuntimeStatus == OrchestrationRuntimeStatus.Running, "running");
            var rows = world.Table.Rows.Where(row => row.RowKey == $"i|{root}" || row.RowKey == $"i|child-{i}").ToList();
            Assert.Equal(rows[0].PartitionKey, rows[1].PartitionKey);

            await world.Await((i % 2 == 0 ? owner : other).Client.RaiseEventAsync($"child-{i}", "go", $"{i}"));
            var end = await world.Await(other.Client.WaitForInstanceCompletionAsync(root, getInputsAndOutputs: true));
            Assert.Equal($"child: {i}", end.ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task Child_IdOfARunningInstance_ParentGetsAFailure()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("taken")));
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "Echo taken"));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal($"failed: {typeof(OrchestrationAlreadyExistsException).FullName}", end.ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync("taken"))!.RuntimeStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Family_KilledAtEachCommitInTurn_EveryChildOnceAndParentCompletes(bool takesEffect)
    {
        var untouched = false;
        for (var k = 1; !untouched && k < 100; k++)
        {
            await using var world = NewWorld();
            var first = await world.StartAsync();
            var (commits, strike, struck) = (0, k, false);
            first.Store.Plan = (_, what) =>
            {
                if (what != "commit" || Interlocked.Increment(ref commits) != strike)
                {
                    return Fault.None;
                }

                struck = true;
                first.Kill(noticed: true);
                return takesEffect ? Fault.After : Fault.Before;
            };
            var start = first.Client.ScheduleNewOrchestrationInstanceAsync("Family", 7, new StartOrchestrationOptions("x"));
            await world.Until(() => struck || start.IsCompleted, $"it has started, or commit {k} has come");
            var run = struck ? Task.CompletedTask : first.Client.WaitForInstanceCompletionAsync("x");
            await world.Until(() => struck || run.IsCompletedSuccessfully, $"commit {k} has come");
            untouched = !struck;
            if (untouched)
            {
                first.Store.Plan = null;
            }

            var client = first.Client;
            if (struck)
            {
                var second = await world.StartAsync();
                client = second.Client;
                if (await client.GetInstanceAsync("x") is null)
                {
                    await world.Await(client.ScheduleNewOrchestrationInstanceAsync("Family", 7, new StartOrchestrationOptions("x")));
                }
            }

            var end = await world.Await(client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
            Assert.Equal(7, end.ReadOutputAs<int>());
            Assert.Equal(8, world.Table.Rows.Count(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal)));
            await LogInvariants.CheckAsync(world);
        }

        Assert.True(untouched);
    }

    [Fact]
    public async Task Family_Of150_AllComplete()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Family", 150));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(150, end.ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F59_ParentTerminated_ChildrenEndWithItOnlyIfAsked(bool recursive)
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "Wait c"));
        await world.UntilInstance(process.Client, "c", m => m.RuntimeStatus == OrchestrationRuntimeStatus.Running, "running");

        await world.Await(process.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("over", recursive)));
        await world.UntilInstance(process.Client, id, m => m.RuntimeStatus == OrchestrationRuntimeStatus.Terminated, "terminated");

        if (recursive)
        {
            await world.UntilInstance(process.Client, "c", m => m.RuntimeStatus == OrchestrationRuntimeStatus.Terminated, "terminated");
        }
        else
        {
            await world.Settle();
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await process.Client.GetInstanceAsync("c"))!.RuntimeStatus);
        }
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    internal async Task F59_KilledAtEachCommitOfARecursiveTermination_NobodyIsLeftRunning(Fault fault)
    {
        var struck = true;
        for (var k = 1; struck && k < 30; k++)
        {
            await using var world = NewWorld();
            var code = new TaskRegistry();
            SampleCode.AddTo(code, world.Witness);
            code.AddOrchestrator(
                "Crowd",
                async context =>
                    await Task.WhenAll(
                        Enumerable
                            .Range(0, 3)
                            .Select(i =>
                                context.CallSubOrchestratorAsync<string>("Wait", options: new SubOrchestrationOptions(instanceId: $"c{i}"))
                            )
                    )
            );
            var first = await world.StartAsync(registry: code);
            await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("Crowd", new StartOrchestrationOptions("x")));
            await world.Until(() => first.Hub.Health.ActiveInstances == 4, "all run");
            await world.Settle();
            (struck, var commits, var strike) = (false, 0, k);
            first.Store.PlanCommit = _ =>
            {
                if (++commits != strike)
                {
                    return Fault.None;
                }

                struck = true;
                first.Kill(noticed: true);
                return fault;
            };
            var terminate = first.Client.TerminateInstanceAsync("x", new TerminateInstanceOptions("over", true));
            await world.Until(() => struck || AllTerminated(world), "all are terminated, or it is killed");
            await world.Settle(2_000);
            if (struck)
            {
                var second = await world.StartAsync(registry: code);
                if ((await world.Await(second.Client.GetInstanceAsync("x")))!.RuntimeStatus == OrchestrationRuntimeStatus.Running)
                {
                    // Nothing of it had become durable, and its sender had not been told otherwise.
                    Assert.False(terminate.IsCompletedSuccessfully);
                    await world.Await(second.Client.TerminateInstanceAsync("x", new TerminateInstanceOptions("over", true)));
                }

                await world.Until(() => AllTerminated(world), "all are terminated");
            }

            first.Store.PlanCommit = null;
            await LogInvariants.CheckAsync(world);
        }

        Assert.False(struck);
    }

    private static bool AllTerminated(HubWorld world) =>
        world.Table.Rows.Count(row =>
            row.RowKey.StartsWith("i|", StringComparison.Ordinal)
            && Hub.Log.InstanceRows.ToRecord(row).Status == OrchestrationRuntimeStatus.Terminated
        ) == 4;
}

/// <summary>In memory.</summary>
public sealed class ChildTestsInMemory() : ChildTests(null);

/// <summary>On Azurite.</summary>
public sealed class ChildTestsOnAzurite(AzuriteFixture azurite) : ChildTests(azurite);
