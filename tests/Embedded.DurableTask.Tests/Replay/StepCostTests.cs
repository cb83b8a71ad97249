using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class StepCostTests
{
    [Fact]
    public void Step_LongHistory_AllocatesNoMoreThanAShortOne()
    {
        using var driver = Driver.Of(
            async context =>
            {
                while (true)
                {
                    var number = await context.WaitForExternalEvent<int>("next");
                    await context.CallActivityAsync("Echo", number);
                }
            },
            verify: false
        );
        driver.Start();
        var id = 0;

        long Rounds(int count)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < count; i++)
            {
                driver.Step(driver.Event("next", i));
                driver.Step(Driver.Done(id++));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Rounds(100);
        var early = Rounds(100);
        Rounds(2_000);
        var late = Rounds(100);

        // The set of event ids is a tree: a few more nodes a step, not a copy.
        Assert.True(late < early * 2, $"{early} bytes for 100 rounds early, {late} late.");
        Assert.Equal(2_300, driver.State.EventIds.Count);
        Assert.Empty(driver.State.OpenTasks);
    }
}
