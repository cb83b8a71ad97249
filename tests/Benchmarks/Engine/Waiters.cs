using System.Collections.Concurrent;
using System.Diagnostics;
using Embedded.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Benchmarks.Engine;

/// <summary>Orchestrations that wait for an event, raced against a timer that is due long after the benchmark, and answer it by an activity.</summary>
internal sealed class Waiters
{
    private const string EventName = "Go";
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new(StringComparer.Ordinal);

    public TaskRegistry Registry
    {
        get
        {
            var registry = new TaskRegistry();
            registry.AddActivity(
                "Answer",
                (call, _) =>
                {
                    AnswerOf(call.GetInput<string>()!).TrySetResult();
                    return Task.FromResult<object?>(null);
                }
            );
            registry.AddOrchestrator("Wait", WaitAsync);
            return registry;
        }
    }

    public static string IdOf(int number) => $"w{number:D6}";

    /// <summary>Starts so many, all at once but for a bound on the calls in flight.</summary>
    public static Task StartAsync(DurableTaskClient client, int from, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(from, count),
            new ParallelOptions { MaxDegreeOfParallelism = 500 },
            async (i, cancellation) =>
            {
                var options = new StartOrchestrationOptions(IdOf(i));
                await client.ScheduleNewOrchestrationInstanceAsync("Wait", input: null, options, cancellation);
            }
        );

    /// <summary>From raising an event to the activity that answers it, in milliseconds.</summary>
    public async Task<double> AskAsync(DurableTaskClient client, int number)
    {
        var watch = Stopwatch.StartNew();
        await client.RaiseEventAsync(IdOf(number), EventName, IdOf(number), CancellationToken.None);
        await AnswerOf(IdOf(number)).Task;
        return watch.Elapsed.TotalMilliseconds;
    }

    private TaskCompletionSource AnswerOf(string id) =>
        _answers.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static async Task<object?> WaitAsync(TaskOrchestrationContext context)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(context.CurrentUtcDateTime.AddDays(30), stop.Token);
        var word = context.WaitForExternalEvent<string>(EventName);
        if (await Task.WhenAny(word, timer) == timer)
        {
            return "late";
        }

#pragma warning disable CA1849, MA0042 // CancelAsync would cancel from another thread, where nothing of an orchestrator may run.
        stop.Cancel();
#pragma warning restore CA1849, MA0042
        await context.CallActivityAsync("Answer", await word);
        return "in time";
    }
}
