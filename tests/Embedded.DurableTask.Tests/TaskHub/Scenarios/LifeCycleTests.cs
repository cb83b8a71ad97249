using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>Starting over, purging, asking.</summary>
public abstract class LifeCycleTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    [Fact]
    public async Task F57_PurgeWhileRunning_Refused()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Await(process.Client.PurgeInstanceAsync(id)));
        Assert.Equal(0, (await world.Await(process.Client.PurgeInstanceAsync("none"))).PurgedInstanceCount);
    }

    [Fact]
    public async Task Purge_FinishedWithPayloads_NothingIsLeft()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Large", 100_000));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));
        Assert.NotEmpty(world.Payloads.Names);

        Assert.Equal(1, (await world.Await(process.Client.PurgeInstanceAsync(id))).PurgedInstanceCount);

        Assert.Null(await process.Client.GetInstanceAsync(id));
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey.Contains(id, StringComparison.Ordinal));
        await world.Until(() => world.Payloads.Names.Count == 0, "its payloads are gone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F57_PurgeKilledAtEachCommitInTurn_GoesOnByItself(bool takesEffect)
    {
        var untouched = false;
        for (var k = 1; !untouched && k < 30; k++)
        {
            await using var world = NewWorld();
            var first = await world.StartAsync();
            var id = await world.Await(first.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", 200));
            await world.Await(first.Client.WaitForInstanceCompletionAsync(id));
            await world.Settle(1_500);
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
            var purge = first.Client.PurgeInstanceAsync(id);
            await world.Until(() => struck || purge.IsCompleted, "the purge is done or cut");
            untouched = !struck;
            if (untouched)
            {
                first.Store.Plan = null;
            }
            else
            {
                var second = await world.StartAsync();
                await world.Settle();
                if (await second.Client.GetInstanceAsync(id) is not null)
                {
                    // It had not even been marked, and its caller was not told otherwise.
                    await world.Await(second.Client.PurgeInstanceAsync(id));
                }
            }

            await world.Until(
                () => !world.Table.Rows.Any(row => row.RowKey.Contains(id, StringComparison.Ordinal)),
                "all its rows are gone"
            );
        }

        Assert.True(untouched);
    }

    [Fact]
    public async Task Purge_Recursive_ChildrenCounted()
    {
        await using var world = NewWorld(shards: 3);
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Family", 4));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));

        var result = await world.Await(process.Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true)));

        Assert.Equal(5, result.PurgedInstanceCount);
        Assert.DoesNotContain(world.Table.Rows, row => HubWorld.IsOfKind(row, "iah"));
    }

    [Fact]
    public async Task PurgeAll_Filter_TakesOnlyWhatMatches()
    {
        await using var world = NewWorld(shards: 3);
        var process = await world.StartAsync();
        var done = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));
        var failed = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Broken"));
        var running = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(done));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(failed));

        var result = await world.Await(
            process.Client.PurgeAllInstancesAsync(
                new PurgeInstancesFilter(null, null, [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running])
            )
        );

        Assert.Equal(1, result.PurgedInstanceCount);
        Assert.Null(await process.Client.GetInstanceAsync(done));
        Assert.NotNull(await process.Client.GetInstanceAsync(failed));
        Assert.NotNull(await process.Client.GetInstanceAsync(running));
    }

    [Fact]
    public async Task GetInstance_EachState_ToldAsItIs()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var tags = new Dictionary<string, string> { ["organ"] = "620700082" };
        var options = new StartOrchestrationOptions("x") { Tags = tags };
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Status", "in", options));

        var running = (await process.Client.GetInstanceAsync("x", getInputsAndOutputs: true))!;
        Assert.Equal(("Status", OrchestrationRuntimeStatus.Running), (running.Name, running.RuntimeStatus));
        Assert.Equal("in", running.ReadInputAs<string>());
        Assert.Equal("waiting", running.ReadCustomStatusAs<string>());
        Assert.Equal("620700082", running.Tags["organ"]);
        Assert.Throws<InvalidOperationException>(() => (process.Client.GetInstanceAsync("x").Result)!.ReadInputAs<string>());
        await world.Await(process.Client.RaiseEventAsync("x", "go", "a"));
        await world.UntilInstance(process.Client, "x", m => m.ReadCustomStatusAs<string>() == "got a", "told");
        await world.Await(process.Client.RaiseEventAsync("x", "go", "b"));
        var done = await world.Await(process.Client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("b", done.ReadOutputAs<string>());
        Assert.Equal("got a", done.ReadCustomStatusAs<string>());
        Assert.True(done.IsCompleted);
        Assert.Null(await process.Client.GetInstanceAsync("none"));
    }

    [Fact]
    public async Task GetInstance_Failed_TypeAndMessageTold()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Broken"));

        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal(typeof(TaskFailedException).FullName, end.FailureDetails!.ErrorType);
        Assert.Contains("as told", end.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAllInstances_FilterAndPages_EachOnce()
    {
        await using var world = NewWorld(shards: 3);
        var process = await world.StartAsync();
        for (var i = 0; i < 25; i++)
        {
            var id = $"{(i % 2 == 0 ? "even" : "odd")}:{i}";
            await world.Await(
                process.Client.ScheduleNewOrchestrationInstanceAsync(i < 5 ? "Wait" : "Echo", "x", new StartOrchestrationOptions(id))
            );
        }

        await world.Until(() => process.Hub.Health.ActiveInstances == 5, "the others have finished");
        var even = await ListAsync(new OrchestrationQuery(InstanceIdPrefix: "even:", PageSize: 4));
        var running = await ListAsync(new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running]));
        var first = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in process.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 3)).AsPages())
        {
            first.Add(page);
        }

        Assert.Equal(13, even.Count);
        Assert.Equal(13, even.Distinct().Count());
        Assert.Equal(5, running.Count);
        Assert.All(first, page => Assert.True(page.Values.Count <= 3));
        Assert.Equal(25, first.SelectMany(page => page.Values).Select(m => m.InstanceId).Distinct().Count());

        async Task<List<string>> ListAsync(OrchestrationQuery query)
        {
            var found = new List<string>();
            await foreach (var instance in process.Client.GetAllInstancesAsync(query))
            {
                found.Add(instance.InstanceId);
            }

            return found;
        }
    }

    [Fact]
    public async Task WaitForCompletion_HereAndRunning_AsksStorageNothing()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
        process.Store.Journal = [];
        var wait = process.Client.WaitForInstanceCompletionAsync(id);
        await world.Settle(5_000);
        await world.Await(process.Client.RaiseEventAsync(id, "go", "w"));
        await world.Await(wait);

        Assert.DoesNotContain(process.Store.Journal, call => call.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WaitForCompletion_Missing_Throws()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();

        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => process.Client.WaitForInstanceCompletionAsync("none"));
    }

    [Fact]
    public async Task Terminate_Pending_EndsBeforeItBegins()
    {
        await using var world = NewWorld();
        var process = await world.StartAsync();
        var later = new StartOrchestrationOptions("x", world.Clock.GetUtcNow().AddHours(1));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait", later));
        await world.Await(process.Client.RaiseEventAsync("x", "go", "kept in vain"));

        await world.Await(process.Client.TerminateInstanceAsync("x"));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await process.Client.GetInstanceAsync("x"))!.RuntimeStatus);
        await world.Until(() => !world.Table.Rows.Any(row => HubWorld.IsOfKind(row, "amh")), "nothing is left of it");
    }

    [Fact]
    public async Task F58_TerminateAndFinishAtOnce_OneEnd()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var world = NewWorld();
            var process = await world.StartAsync();
            var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Wait"));
            var raise = process.Client.RaiseEventAsync(id, "go", "w");
            var terminate = process.Client.TerminateInstanceAsync(id, "t");
            await world.Until(() => raise.IsCompleted && terminate.IsCompleted, "both are answered");

            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? "w" : "t", end.ReadOutputAs<string>());
            await LogInvariants.CheckAsync(world);
        }
    }
}

/// <summary>In memory.</summary>
public sealed class LifeCycleTestsInMemory() : LifeCycleTests(null);

/// <summary>On Azurite.</summary>
public sealed class LifeCycleTestsOnAzurite(AzuriteFixture azurite) : LifeCycleTests(azurite);
