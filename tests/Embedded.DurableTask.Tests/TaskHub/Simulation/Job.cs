using System.Globalization;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>One thing that a simulated orchestration does. <paramref name="Inner"/>: what a child does.</summary>
internal sealed record Step(string Kind, int Number, IReadOnlyList<Step> Inner);

/// <summary>Input of a simulated orchestration: what is left to do and what former generations noted.</summary>
/// <param name="Early">A fact that a former generation was handed and had not noted yet.</param>
internal sealed record Job(IReadOnlyList<Step> Steps, IReadOnlyList<string> Notes, bool IsChild, string? Early = null);

/// <summary>The orchestrator and the activities that carry out any job.</summary>
internal static class JobCode
{
    public const string Fact = "Fact";
    public const string Closing = "Closing";
    public const int LongText = 40_000;

    public static TaskRegistry Registry(TimeProvider clock, Func<int, int> chance, Action<string> ran)
    {
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Job", RunAsync);
        registry.AddActivity(
            "Double",
            async (call, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(chance(300)), clock, cancellation);
                ran(call.IdempotencyKey);
                return call.GetInput<int>() * 2;
            }
        );
        registry.AddActivity("Fail", (call, _) => Task.FromException<object?>(new TimeoutException($"no {call.GetInput<int>()}")));
        registry.AddActivity("Long", (call, _) => Task.FromResult<object?>(new string('长', LongText + call.GetInput<int>())));

        // What it does shows in the task id alone, as it would to code that was restarted.
        registry.AddActivity(
            "Flaky",
            (call, _) =>
                call.TaskId % 3 == 0 ? Task.FromException<object?>(new TimeoutException("flaky")) : Task.FromResult<object?>("recovered")
        );
        return registry;
    }

    private static async Task<object?> RunAsync(TaskOrchestrationContext context)
    {
        var job = context.GetInput<Job>()!;
        List<string> notes = [.. job.Notes];

        // One long-lived wait, raced against timers, as every orchestrator should.
        var fact = job.Early is { } early ? Task.FromResult(early) : null;
        for (var i = 0; i < job.Steps.Count; i++)
        {
            var step = job.Steps[i];
            if (step.Kind == "anew")
            {
                var held = fact is { IsCompleted: true } ? await fact : null;
                context.ContinueAsNew(job with { Steps = [.. job.Steps.Skip(i + 1)], Notes = [.. notes, "anew"], Early = held });
                return null;
            }

            if (step.Kind is "fact" or "fact in time")
            {
                fact ??= context.WaitForExternalEvent<string>(Fact);
                if (step.Kind == "fact in time" && !await ComesInTimeAsync(context, fact, step.Number))
                {
                    notes.Add("no fact in time");
                    continue;
                }

                notes.Add("fact " + await fact);
                fact = null;
                continue;
            }

            notes.Add(await DoAsync(context, step));
        }

        if (!job.IsChild)
        {
            await CloseAsync(context, notes, fact);
        }

        return job.Steps is [.., { Kind: "fail", Number: var number }] ? throw new FormatException($"{number}") : notes;
    }

    /// <summary>Waits for the list of all facts that were acknowledged, and for each of them.</summary>
    private static async Task CloseAsync(TaskOrchestrationContext context, List<string> notes, Task<string>? fact)
    {
        var closing = context.WaitForExternalEvent<string[]>(Closing);
        while (!closing.IsCompleted || !(await closing).All(expected => notes.Contains("fact " + expected, StringComparer.Ordinal)))
        {
            fact ??= context.WaitForExternalEvent<string>(Fact);
            if (closing.IsCompleted || await Task.WhenAny(fact, closing) == fact)
            {
                notes.Add("fact " + await fact);
                fact = null;
            }
        }
    }

    private static async Task<bool> ComesInTimeAsync(TaskOrchestrationContext context, Task<string> fact, int seconds)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromSeconds(seconds), stop.Token);
        var isInTime = await Task.WhenAny(fact, timer) == fact;
        if (isInTime)
        {
#pragma warning disable CA1849, MA0042 // CancelAsync would cancel from another thread, where nothing of an orchestrator may run.
            stop.Cancel();
#pragma warning restore CA1849, MA0042
        }

        return isInTime;
    }

    private static async Task<string> DoAsync(TaskOrchestrationContext context, Step step)
    {
        try
        {
            switch (step.Kind)
            {
                case "double":
                    return $"doubled {await context.CallActivityAsync<int>("Double", step.Number)}";
                case "failing":
                    return await context.CallActivityAsync<string>("Fail", step.Number);
                case "retried":
                    var policy = new RetryPolicy(3, TimeSpan.FromMilliseconds(100 * (1 + step.Number)), 2);
                    return await context.CallActivityAsync<string>("Flaky", new TaskOptions(policy));
                case "long":
                    return $"long {(await context.CallActivityAsync<string>("Long", step.Number)).Length}";
                case "fan out":
                    var calls = Enumerable.Range(0, step.Number * 10).Select(n => context.CallActivityAsync<int>("Double", n));
                    return $"sum {(await Task.WhenAll(calls)).Sum()}";
                case "timer":
                    var due = context.CurrentUtcDateTime.AddMilliseconds(step.Number * 700);
                    await context.CreateTimer(due, CancellationToken.None);
                    return context.CurrentUtcDateTime >= due ? "timer" : $"timer fired early: {context.CurrentUtcDateTime:o}";
                case "status":
                    context.SetCustomStatus(step.Number.ToString(CultureInfo.InvariantCulture));
                    return "status";
                case "child":
                    var notes = await context.CallSubOrchestratorAsync<string[]>("Job", new Job(step.Inner, [], true));
                    return $"child [{string.Join(", ", notes)}]";
                default:
                    return step.Kind;
            }
        }
        catch (TaskFailedException failed)
        {
            return $"failed: {failed.FailureDetails.ErrorType}";
        }
    }
}
