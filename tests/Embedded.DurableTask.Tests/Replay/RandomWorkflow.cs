using System.Globalization;
using CsCheck;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>One step of a made-up workflow. Serializable, for it is the workflow's input.</summary>
public sealed record Op(string Kind, int Number, IReadOnlyList<Op> Inner);

/// <summary>Workflows made at random, and an orchestrator that carries any of them out.</summary>
internal static class RandomWorkflow
{
    private static readonly string[] Leaves =
    [
        "activity",
        "failing",
        "retried",
        "timer",
        "cancelled timer",
        "event",
        "event in time",
        "status",
        "guid",
        "send",
        "child",
    ];

    public static Gen<IReadOnlyList<Op>> Programs { get; } = Ops(depth: 2);

    public static TaskRegistry Registry()
    {
        var registry = new TaskRegistry();
        registry.AddOrchestrator("Workflow", Run);
        registry.AddOrchestrator("Child", RunChild);
        registry.AddActivity("Echo", (call, _) => Task.FromResult<object?>($"{call.Name}:{call.GetInput<string>()}"));
        registry.AddActivity("Fail", (call, _) => Task.FromException<object?>(new TimeoutException(call.GetInput<string>())));
        registry.AddActivity(
            "Flaky",
            (call, _) =>
                // Fails on the first attempt: which one it is shows in the task id alone, as it would to code that was restarted.
                call.TaskId % 2
                == 0
                    ? Task.FromException<object?>(new TimeoutException("flaky"))
                    : Task.FromResult<object?>("recovered")
        );
        return registry;
    }

    private static Gen<IReadOnlyList<Op>> Ops(int depth)
    {
        var leaf = Gen.Select(Gen.Int[0, Leaves.Length - 1], Gen.Int[0, 5], (kind, number) => new Op(Leaves[kind], number, []));
        var op =
            depth == 0
                ? leaf
                : Gen.Frequency(
                    (4, leaf),
                    (1, Ops(depth - 1).Select(inner => new Op("all", 0, inner))),
                    (1, Ops(depth - 1).Select(inner => new Op("any", 0, inner)))
                );
        return op.List[0, 5].Select(list => (IReadOnlyList<Op>)list);
    }

    private static async Task<object?> Run(TaskOrchestrationContext context)
    {
        var program = context.GetInput<List<Op>>()!;
        List<string> log = [context.CurrentUtcDateTime.ToString("o", CultureInfo.CurrentCulture)];
        foreach (var op in program)
        {
            log.Add(await Do(context, op));
        }

        // An odd program goes through a second generation with half of itself.
        if (program.Count > 1 && program.Count % 2 == 1)
        {
            context.ContinueAsNew(program[..(program.Count / 2)], preserveUnprocessedEvents: program.Count == 3);
            return null;
        }

        return string.Join('|', log);
    }

    private static async Task<object?> RunChild(TaskOrchestrationContext context)
    {
        var number = context.GetInput<int>();
        var echo = await context.CallActivityAsync<string>("Echo", $"child {number}");
        return number == 0 ? throw new FormatException(echo) : echo + context.Parent!.InstanceId;
    }

    private static async Task<string> Do(TaskOrchestrationContext context, Op op)
    {
        try
        {
            return op.Kind switch
            {
                "all" => string.Join(',', await Task.WhenAll(op.Inner.Select(inner => Do(context, inner)))),
                "any" => op.Inner.Count == 0 ? "" : await await Task.WhenAny(op.Inner.Select(inner => Do(context, inner))),
                "activity" => await context.CallActivityAsync<string>("Echo", $"{op.Number / 2.0}"),
                "failing" => await context.CallActivityAsync<string>("Fail", $"{op.Number}"),
                "retried" => await context.CallActivityAsync<string>(
                    "Flaky",
                    new TaskOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1 + op.Number)))
                ),
                "timer" => await Timer(context, op.Number),
                "cancelled timer" => await CancelledTimer(context, op.Number),
                "event" => await context.WaitForExternalEvent<string>(
                    $"event{op.Number % 2}",
                    TimeSpan.FromDays(1),
                    CancellationToken.None
                ),
                "event in time" => await context.WaitForExternalEvent<string>(
                    $"event{op.Number % 2}",
                    TimeSpan.FromSeconds(op.Number),
                    CancellationToken.None
                ),
                "status" => Status(context, op.Number),
                "guid" => await context.CallActivityAsync<string>("Echo", context.NewGuid().ToString("N")),
                "send" => Send(context, op.Number),
                "child" => await context.CallSubOrchestratorAsync<string>("Child", op.Number),
                _ => throw new InvalidOperationException(op.Kind),
            };
        }
        catch (TaskFailedException failed)
        {
            return failed.Message;
        }
        catch (TaskCanceledException)
        {
            return "cancelled";
        }
    }

    private static async Task<string> Timer(TaskOrchestrationContext context, int seconds)
    {
        await context.CreateTimer(TimeSpan.FromSeconds(seconds), CancellationToken.None);
        return context.CurrentUtcDateTime.ToString("o", CultureInfo.CurrentCulture);
    }

    private static async Task<string> CancelledTimer(TaskOrchestrationContext context, int seconds)
    {
        using var stop = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromSeconds(seconds), stop.Token);
        var echo = context.CallActivityAsync<string>("Echo", "race");
        var first = await Task.WhenAny(timer, echo);
        stop.Cancel();
        return $"{(first == timer ? "timer" : "echo")} {await echo}";
    }

    private static string Status(TaskOrchestrationContext context, int number)
    {
        context.SetCustomStatus(new { number, half = number / 2.0 });
        return "";
    }

    private static string Send(TaskOrchestrationContext context, int number)
    {
        context.SendEvent(context.InstanceId, $"EVENT{number % 2}", $"sent {number}");
        return "";
    }
}
