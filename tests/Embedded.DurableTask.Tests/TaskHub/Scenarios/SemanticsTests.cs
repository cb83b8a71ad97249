using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>What was observed of the real engine and shows only through a hub; <c>docs/semantics.md</c> lists all of it.</summary>
public sealed class SemanticsTests
{
    [Fact]
    public async Task Terminate_MissingOrFinished_IsToldApart()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var id = await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x"));
        await world.Await(process.Client.WaitForInstanceCompletionAsync(id));

        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => world.Await(process.Client.TerminateInstanceAsync("none")));
        await Assert.ThrowsAsync<OrchestrationFinishedException>(() => world.Await(process.Client.TerminateInstanceAsync(id)));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("running")]
    [InlineData("suspended")]
    [InlineData("continued")]
    public async Task Start_IdThatHasNotFinished_IsRefusedWhateverItsStatus(string status)
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        var later = status == "pending" ? world.Clock.GetUtcNow().AddHours(1) : (DateTimeOffset?)null;
        var options = new StartOrchestrationOptions("x", later);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Rounds", new RoundsInput(3, []), options));
        if (status == "suspended")
        {
            await world.Await(process.Client.SuspendInstanceAsync("x", "for a while"));
        }
        else if (status == "continued")
        {
            await world.Await(process.Client.RaiseEventAsync("x", SampleCode.EventName, "1"));
        }

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "y", new StartOrchestrationOptions("x")))
        );
    }

    [Fact]
    public async Task Ids_DifferingInCase_AreTwoInstances()
    {
        await using var world = new HubWorld();
        var process = await world.StartAsync();
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "small", new StartOrchestrationOptions("report")));
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "large", new StartOrchestrationOptions("Report")));

        foreach (var (id, expected) in new[] { ("report", "small"), ("Report", "large") })
        {
            var end = await world.Await(process.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true));
            Assert.Equal(expected, end.ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task ContinueAsNew_NextGeneration_IsCreatedAnewAndShowsTheOldCustomStatus()
    {
        await using var world = new HubWorld();
        var registry = new TaskRegistry();
        registry.AddOrchestrator(
            "Twice",
            async context =>
            {
                if (context.GetInput<int>() == 1)
                {
                    context.SetCustomStatus("of the first");
                    await context.WaitForExternalEvent<string>(SampleCode.EventName);
                    context.ContinueAsNew(2);
                    return null;
                }

                return await context.WaitForExternalEvent<string>(SampleCode.EventName);
            }
        );
        var process = await world.StartAsync(registry: registry);
        await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Twice", 1, new StartOrchestrationOptions("x")));
        var first = (await process.Client.GetInstanceAsync("x"))!;
        await world.Settle(2_000);
        await world.Await(process.Client.RaiseEventAsync("x", SampleCode.EventName, "go"));

        var second = await world.UntilInstance(process.Client, "x", found => found.CreatedAt > first.CreatedAt, "created anew");

        Assert.Equal("of the first", second.ReadCustomStatusAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Running, second.RuntimeStatus);
        Assert.Equal(2, second.ReadInputAs<int>());
    }
}
