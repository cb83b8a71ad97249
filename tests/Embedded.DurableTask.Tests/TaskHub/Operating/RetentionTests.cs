using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Operating;

/// <summary>Finished instances go when they are old enough, and nothing else does.</summary>
public sealed class RetentionTests
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    [Fact]
    public async Task Finished_OlderThanItsStatusIsKept_IsGoneWithAllItsRows()
    {
        await using var world = new HubWorld { Shards = 2 };
        var process = await StartAsync(world);
        var large = new string('文', 40_000);
        await StartInstanceAsync(world, process, "Echo", "done", large);
        await StartInstanceAsync(world, process, "Broken", "failed");
        await StartInstanceAsync(world, process, "Wait", "ended");
        await StartInstanceAsync(world, process, "Wait", "waits");
        await world.Await(process.Client.TerminateInstanceAsync("ended", "enough", s_none));
        await world.Settle();

        await PassAsync(world, TimeSpan.FromDays(8));
        Assert.Equal("ended failed waits", Ids(world));

        await PassAsync(world, TimeSpan.FromDays(23));
        Assert.Equal("ended waits", Ids(world));

        await PassAsync(world, TimeSpan.FromDays(400));
        Assert.Equal("ended waits", Ids(world));
        Assert.DoesNotContain(world.Table.Rows, row => row.RowKey.Contains("|done", StringComparison.Ordinal));
        Assert.Empty(await PayloadsAsync(world));
        await LogInvariants.CheckAsync(world);

        await world.Await(process.Client.RaiseEventAsync("waits", "Go", "still here"));
        var end = await world.Await(process.Client.WaitForInstanceCompletionAsync("waits", getInputsAndOutputs: true));
        Assert.Equal("still here", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Off_ByDefault_NothingIsPurgedNorLookedFor()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await StartInstanceAsync(world, process, "Echo", "done");
        process.Store.Journal = [];

        await PassAsync(world, TimeSpan.FromDays(4_000));

        Assert.Equal("done", Ids(world));
        Assert.DoesNotContain("query i|", process.Store.Journal);
    }

    [Fact]
    public async Task ManyExpired_AFewAtATime_AllGoneInTheEnd()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world);
        await FillAsync(world, 450);
        process.Store.Journal = [];
        await PassAsync(world, TimeSpan.FromSeconds(63));
        var atFirst = world.Table.Rows.Count(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal));
        await world.Until(() => Ids(world).Length == 0, "all are gone", TimeSpan.FromMilliseconds(200));

        Assert.InRange(atFirst, 400, 449);
        Assert.Equal(3, process.Store.Journal.Count(call => call.StartsWith("query i|", StringComparison.Ordinal)));
        await LogInvariants.CheckAsync(world);
    }

    [Fact]
    public async Task Killed_AtAnyMomentOfTheWalk_TheNextOwnerFinishes()
    {
        for (var calls = 3; calls < 60; calls += 7)
        {
            await using var world = new HubWorld();
            var first = await StartAsync(world);
            await FillAsync(world, 12);
            await StartInstanceAsync(world, first, "Wait", "waits");
            var left = calls;
            first.Store.Plan = (_, _) =>
            {
                if (world.Clock.GetUtcNow() > HubWorld.Epoch.AddSeconds(60) && --left == 0)
                {
                    first.Kill(noticed: true);
                }

                return Stores.Fault.None;
            };
            await PassAsync(world, TimeSpan.FromSeconds(70));
            var second = await StartAsync(world);
            await world.Until(() => Ids(world) == "waits", $"all but one are gone after call {calls}", TimeSpan.FromMilliseconds(200));
            await LogInvariants.CheckAsync(world);
        }
    }

    [Fact]
    public async Task Child_WhoseParentMayStillWantItsOutcome_IsKeptUntilTheParentEnds()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world);
        await StartInstanceAsync(world, process, "Parent", "parent", "Echo kid");
        await world.Await(process.Client.WaitForInstanceCompletionAsync("parent"));
        var finished = world.Table.Rows.Single(row => row.RowKey == "i|parent").Properties["st"];

        // As if the parent were parked, the outcome still in its inbox.
        world.Table.Tamper("s000", "i|parent", row => row["st"] = (long)OrchestrationRuntimeStatus.Running);
        await PassAsync(world, TimeSpan.FromDays(30));
        Assert.Contains("kid", Ids(world), StringComparison.Ordinal);

        world.Table.Tamper("s000", "i|parent", row => row["st"] = finished);
        await PassAsync(world, TimeSpan.FromDays(30));
        Assert.Equal("", Ids(world));
    }

    [Fact]
    public async Task Child_OfAnEarlierGeneration_GoesWhileTheParentLives()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world);
        await StartInstanceAsync(world, process, "Parent", "parent", "Echo kid");
        await world.Await(process.Client.WaitForInstanceCompletionAsync("parent"));
        world.Table.Tamper(
            "s000",
            "i|parent",
            row =>
            {
                row["st"] = (long)OrchestrationRuntimeStatus.Running;
                row["gen"] = 1L;
            }
        );

        await PassAsync(world, TimeSpan.FromDays(30));

        Assert.Equal("parent", Ids(world));
    }

    [Fact]
    public async Task StartedAgain_BetweenTheWalkAndThePurge_TheNewRunStays()
    {
        await using var world = new HubWorld();
        var process = await StartAsync(world);
        await FillAsync(world, 30);
        await PassAsync(world, TimeSpan.FromSeconds(62));

        // Found by the walk, not purged yet: the walk found 30, and five go in a turn.
        Assert.Contains("f000029", Ids(world), StringComparison.Ordinal);
        await StartInstanceAsync(world, process, "Echo", "f000029");
        await PassAsync(world, TimeSpan.FromMinutes(2));

        Assert.Equal("f000029", Ids(world));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(36_501 * 86_400L)]
    public void Validate_AgeTooShortOrTooLong_NamesTheSetting(long seconds)
    {
        var options = new TaskHubOptions { Retention = { Failed = TimeSpan.FromSeconds(seconds) } };

        var problem = Assert.Throws<InvalidOperationException>(options.Validate);

        Assert.Contains("Retention.Failed", problem.Message, StringComparison.Ordinal);
    }

    private static Task<HubProcess> StartAsync(HubWorld world) =>
        world.StartAsync(options =>
        {
            options.Retention.Completed = TimeSpan.FromDays(7);
            options.Retention.Failed = TimeSpan.FromDays(30);
        });

    private static async Task StartInstanceAsync(HubWorld world, HubProcess process, string name, string id, string input = "x")
    {
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id)));
        await world.Settle();
    }

    /// <summary>A long time, and at its end the time of a walk and its purges.</summary>
    private static async Task PassAsync(HubWorld world, TimeSpan time)
    {
        if (time > TimeSpan.FromHours(3))
        {
            world.Clock.Advance(time - TimeSpan.FromHours(2));
            await world.Settle();
            time = TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1);
        }

        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(500))
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await world.Conductor.RestAsync();
        }

        await world.Settle(20);
    }

    private static async Task FillAsync(HubWorld world, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var old = world.Clock.GetUtcNow().AddDays(-20);
            var record = new InstanceRecord
            {
                InstanceId = $"f{i:D6}",
                Name = "Echo",
                Version = "",
                Status = OrchestrationRuntimeStatus.Completed,
                Generation = 0,
                CreatedAt = old,
                LastUpdatedAt = old,
                StartId = $"{i}",
            };
            await world.Table.InsertAsync(InstanceRows.ToRow("s000", record), s_none);
        }
    }

    private static string Ids(HubWorld world) =>
        string.Join(
            ' ',
            world
                .Table.Rows.Where(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal))
                .Select(row => row.Text("id"))
                .Order(StringComparer.Ordinal)
        );

    private static async Task<List<string>> PayloadsAsync(HubWorld world)
    {
        var names = new List<string>();
        await foreach (var payload in world.Payloads.ListAsync("", s_none))
        {
            names.Add(payload.Name);
        }

        return names;
    }
}
