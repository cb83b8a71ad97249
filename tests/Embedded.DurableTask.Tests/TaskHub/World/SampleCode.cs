using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>Orchestrators and activities that the tests run.</summary>
internal static class SampleCode
{
    public const string EventName = "Go";

    public static void AddTo(TaskRegistry registry, Witness witness)
    {
        registry.AddActivity(
            "AddOne",
            (call, _) =>
            {
                witness.Runs.AddOrUpdate(call.IdempotencyKey, 1, (_, n) => n + 1);
                return Task.FromResult<object?>(call.GetInput<int>() + 1);
            }
        );
        registry.AddActivity("Fail", (_, _) => throw new InvalidDataException("as told"));
        registry.AddActivity(
            "Counted",
            (call, _) =>
            {
                witness.Runs.AddOrUpdate(call.IdempotencyKey, 1, (_, n) => n + 1);
                throw new TimeoutException("as always");
            }
        );
        registry.AddActivity("Big", (call, _) => Task.FromResult<object?>(new string('文', call.GetInput<int>())));
        registry.AddActivity(
            "Gate",
            async (call, cancellation) =>
            {
                witness.Runs.AddOrUpdate(call.IdempotencyKey, 1, (_, n) => n + 1);
                await witness.Gate.Task.WaitAsync(cancellation);
                return call.GetInput<int>() + 1;
            }
        );
        registry.AddActivity(
            "Stubborn",
            async (call, _) =>
            {
                witness.Runs.AddOrUpdate(call.IdempotencyKey, 1, (_, n) => n + 1);
                await witness.Gate.Task;
                return call.GetInput<int>() + 1;
            }
        );
        registry.AddOrchestrator("Steps", Steps);
        registry.AddOrchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()));
        registry.AddOrchestrator("Wait", async context => await context.WaitForExternalEvent<string>(EventName));
        registry.AddOrchestrator("Collect", CollectAsync);
        registry.AddOrchestrator("FanOut", FanOutAsync);
        registry.AddOrchestrator("Gated", async context => await context.CallActivityAsync<int>("Gate", 1));
        registry.AddOrchestrator("Stubborn", async context => await context.CallActivityAsync<int>("Stubborn", 1));
        registry.AddOrchestrator("Broken", async context => await context.CallActivityAsync<string>("Fail"));
        registry.AddOrchestrator(
            "Large",
            async context => (await context.CallActivityAsync<string>("Big", context.GetInput<int>())).Length
        );
        registry.AddOrchestrator("Parent", ParentAsync);
        registry.AddOrchestrator("Family", FamilyAsync);
        registry.AddOrchestrator("Sleep", SleepAsync);
        registry.AddOrchestrator("Rounds", RoundsAsync);
        registry.AddOrchestrator("Status", StatusAsync);
        registry.AddOrchestrator("Patience", PatienceAsync);
        registry.AddOrchestrator("Race", RaceAsync);
        registry.AddOrchestrator("Tried", TriedAsync);
        registry.AddOrchestrator(
            "Spin",
            async context =>
            {
                var turn = await context.CallActivityAsync<int>("AddOne", context.GetInput<int>());
                context.ContinueAsNew(turn);
                return null;
            }
        );
        registry.AddOrchestrator(
            "Send",
            context =>
            {
                context.SendEvent(context.GetInput<string>()!, EventName, "from another");
                return Task.FromResult<object?>("sent");
            }
        );
    }

    /// <summary>The benchmark's shape: three activities, an event, one more.</summary>
    private static async Task<object?> Steps(TaskOrchestrationContext context)
    {
        var sum = 0;
        for (var step = 0; step < 3; step++)
        {
            sum = await context.CallActivityAsync<int>("AddOne", sum);
        }

        var word = await context.WaitForExternalEvent<string>(EventName);
        return $"{word}{await context.CallActivityAsync<int>("AddOne", sum)}";
    }

    private static async Task<object?> CollectAsync(TaskOrchestrationContext context)
    {
        var words = new List<string>();
        for (var i = 0; i < context.GetInput<int>(); i++)
        {
            words.Add((await context.WaitForExternalEvent<string>(EventName))!);
        }

        return words;
    }

    private static async Task<object?> FanOutAsync(TaskOrchestrationContext context)
    {
        var calls = Enumerable.Range(0, context.GetInput<int>()).Select(i => context.CallActivityAsync<int>("AddOne", i)).ToList();
        return (await Task.WhenAll(calls)).Sum();
    }

    /// <summary>Input: the child's orchestrator and, after a space, its id.</summary>
    private static async Task<object?> ParentAsync(TaskOrchestrationContext context)
    {
        var parts = context.GetInput<string>()!.Split(' ');
        var options = new SubOrchestrationOptions(instanceId: parts.Length > 1 ? parts[1] : null);
        try
        {
            return "child: " + await context.CallSubOrchestratorAsync<string>(parts[0], "hello", options);
        }
        catch (TaskFailedException failed)
        {
            return "failed: " + failed.FailureDetails.ErrorType;
        }
    }

    private static async Task<object?> FamilyAsync(TaskOrchestrationContext context)
    {
        var calls = Enumerable
            .Range(0, context.GetInput<int>())
            .Select(i => context.CallSubOrchestratorAsync<string>("Echo", $"{i}"))
            .ToList();
        return (await Task.WhenAll(calls)).Length;
    }

    private static async Task<object?> SleepAsync(TaskOrchestrationContext context)
    {
        var due = context.CurrentUtcDateTime.AddMinutes(context.GetInput<int>());
        await context.CreateTimer(due, CancellationToken.None);
        return context.CurrentUtcDateTime >= due;
    }

    /// <summary>Takes one event a round and begins anew with it, so many rounds.</summary>
    private static async Task<object?> RoundsAsync(TaskOrchestrationContext context)
    {
        var (left, words) = context.GetInput<RoundsInput>()!;
        var word = await context.WaitForExternalEvent<string>(EventName);
        words = [.. words, word!];
        if (left <= 1)
        {
            return words;
        }

        context.ContinueAsNew(new RoundsInput(left - 1, words));
        return null;
    }

    /// <summary>Waits a minute in vain, then again without a limit.</summary>
    private static async Task<object?> PatienceAsync(TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var wait = context.WaitForExternalEvent<string>(EventName, stop.Token);
        await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
#pragma warning disable CA1849, MA0042 // CancelAsync would cancel from another thread, where nothing of an orchestrator may run.
        stop.Cancel();
#pragma warning restore CA1849, MA0042
        context.SetCustomStatus(wait.IsCanceled ? "again" : "not cancelled");
        return await context.WaitForExternalEvent<string>(EventName);
    }

    /// <summary>What comes first, a timer of a minute or an event, and then the other.</summary>
    private static async Task<object?> RaceAsync(TaskOrchestrationContext context)
    {
        var timer = context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
        var word = context.WaitForExternalEvent<string>(EventName);
        var first = await Task.WhenAny(timer, word) == timer ? "timer" : "event";
        await Task.WhenAll(timer, word);
        return await context.CallActivityAsync<int>("AddOne", first.Length) > 0 ? first : "";
    }

    /// <summary>Input: how many attempts, a minute apart. Its activity fails always.</summary>
    private static async Task<object?> TriedAsync(TaskOrchestrationContext context)
    {
        var options = TaskOptions.FromRetryPolicy(new RetryPolicy(context.GetInput<int>(), TimeSpan.FromMinutes(1)));
        return await context.CallActivityAsync<int>("Counted", options: options);
    }

    private static async Task<object?> StatusAsync(TaskOrchestrationContext context)
    {
        context.SetCustomStatus("waiting");
        var word = await context.WaitForExternalEvent<string>(EventName);
        context.SetCustomStatus($"got {word}");
        return await context.WaitForExternalEvent<string>(EventName);
    }
}

/// <summary>What the sample activities tell a test, and what holds one of them back.</summary>
internal sealed class Witness
{
    /// <summary>How often each activity call ran, by its idempotency key.</summary>
    public ConcurrentDictionary<string, int> Runs { get; } = new(StringComparer.Ordinal);

    /// <summary>Held back by activities named "Gate".</summary>
    public TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Input of "Rounds".</summary>
internal sealed record RoundsInput(int Left, string[] Words);
