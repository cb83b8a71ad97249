using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class ContinueAsNewTests
{
    [Fact]
    public void ContinueAsNew_Returned_EndsTheGenerationWithInputAndVersion()
    {
        using var driver = Driver.Of(context =>
        {
            context.ContinueAsNew(new { Round = 2 });
            return Task.CompletedTask;
        });

        var end = Assert.IsType<ExecutionContinuedAsNew>(Assert.Single(driver.Start(version: "1.0")));

        Assert.Equal("""{"Round":2}""", end.Input);
        Assert.Equal("1.0", end.Version);
        Assert.Empty(end.CarriedOver);
        Assert.Equal(OrchestrationRuntimeStatus.ContinuedAsNew, driver.Status);
        Assert.Equal(end, driver.State.ContinuedAsNew);
    }

    [Fact]
    public void F52_ContinueAsNew_NewVersion_IsThatOfTheNextGeneration()
    {
        static Task<object?> Migrate(TaskOrchestrationContext context)
        {
            if (context.CompareVersionTo("2.0") < 0)
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewInput = "moved", NewVersion = "2.0" });
                return Task.FromResult<object?>(null);
            }

            return Task.FromResult<object?>($"{context.GetInput<string>()} to {context.Version}");
        }

        using var old = new Driver(Migrate);
        var end = (ExecutionContinuedAsNew)Assert.Single(old.Start(version: "1.9"));
        using var next = new Driver(Migrate);
        next.Step(Driver.Started(generation: 1, version: end.Version) with { Input = end.Input });

        Assert.Equal("moved to 2.0", next.Output<string>());
    }

    [Theory]
    [InlineData(true, new[] { "1", "2", "3", "4" })]
    [InlineData(false, new string[0])]
    public void F18_ContinueAsNew_UntakenEvents_GoAlongInOrderOrAreDropped(bool preserve, string[] expected)
    {
        using var driver = Driver.Of(async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew("again", preserve);
        });
        driver.Start();
        driver.Step(driver.Event("other", 1));
        driver.Step(driver.Event("another", 2));

        // The last two come in the very step in which the code starts over.
        var end = (ExecutionContinuedAsNew)
            Assert.Single(driver.Step(driver.Event("go", "x"), driver.Event("go", 3), driver.Event("OTHER", 4)));

        Assert.Equal(expected, end.CarriedOver.Select(carried => carried.Payload));
        Assert.Equal(expected.Length, end.CarriedOver.Select(carried => carried.EventId).Distinct().Count());
    }

    [Fact]
    public void F18_ContinueAsNew_LeftOverWaiter_DoesNotSwallowTheNextGenerationsEvent()
    {
        using var driver = Driver.Of(async context =>
        {
            _ = context.WaitForExternalEvent<string>("decided");
            await context.WaitForExternalEvent<string>("recalled");
            context.ContinueAsNew("next round");
            await context.CallActivityAsync("Tidy");
        });
        driver.Start();
        driver.Step(driver.Event("recalled", "!"));
        driver.Step(driver.Event("decided", "for the next round"));

        var end = (ExecutionContinuedAsNew)Assert.Single(driver.Step(Driver.Done(0)));

        Assert.Equal("\"for the next round\"", Assert.Single(end.CarriedOver).Payload);
    }

    [Fact]
    public void F19_ContinueAsNew_EventTakenFromTheKeptOnes_IsNotCarriedOver()
    {
        using var driver = Driver.Of(async context =>
        {
            await context.CallActivityAsync("A");
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew();
        });
        driver.Start();
        driver.Step(driver.Event("go", "taken"), driver.Event("go", "left"));

        var end = (ExecutionContinuedAsNew)Assert.Single(driver.Step(Driver.Done(0)));

        Assert.Equal("\"left\"", Assert.Single(end.CarriedOver).Payload);
    }

    [Fact]
    public void F18_Start_WithEventsCarriedOver_DeliversThemOnceInOrder()
    {
        using var driver = new Driver(async context =>
            $"{await context.WaitForExternalEvent<int>("a")}{await context.WaitForExternalEvent<int>("a")}"
        );
        var (first, second) = (driver.Event("a", 1), driver.Event("a", 2));

        driver.Step(Driver.Started(generation: 1), first, second);
        driver.Step(first);

        Assert.Equal("12", driver.Output<string>());
    }

    [Fact]
    public void ContinueAsNew_WithWorkOpen_WaitsForIt()
    {
        using var driver = Driver.Of(context =>
        {
            _ = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.ContinueAsNew();
            return Task.CompletedTask;
        });
        driver.Start();
        Assert.Equal(OrchestrationRuntimeStatus.Running, driver.Status);

        driver.Fire(0);

        Assert.Equal(OrchestrationRuntimeStatus.ContinuedAsNew, driver.Status);
    }

    [Fact]
    public void ContinueAsNew_ThenTheCodeFails_TheOrchestrationFails()
    {
        using var driver = Driver.Of(context =>
        {
            context.ContinueAsNew();
            throw new FormatException("after all");
        });

        driver.Start();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, driver.Status);
    }

    [Fact]
    public void ContinueAsNew_SuspendedInTheSameStep_WaitsForResumeAndKeepsWhatCame()
    {
        using var driver = Driver.Of(async context =>
        {
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew();
        });
        driver.Start();
        driver.Step(driver.Event("go", "x"), new ExecutionSuspended("audit"), driver.Event("late", "y"));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, driver.Status);

        var end = (ExecutionContinuedAsNew)Assert.Single(driver.Step(new ExecutionResumed(null)));

        Assert.Equal("late", Assert.Single(end.CarriedOver).Name);
    }

    [Fact]
    public void CustomStatus_NewGeneration_HasNotSetOne()
    {
        using var driver = Driver.Of(context => context.WaitForExternalEvent<string>("go"));

        driver.Step(Driver.Started(generation: 1));

        Assert.False(driver.State.HasCustomStatus);
    }
}
