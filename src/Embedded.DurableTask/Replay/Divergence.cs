using System.Globalization;

namespace Embedded.DurableTask.Replay;

/// <summary>Finds where the code, run again, did something else than history has.</summary>
internal static class Divergence
{
    /// <returns>Null if they agree; else what history has and what the code did instead, at the first difference.</returns>
    public static (string Expected, string Actual)? Find(IReadOnlyList<OutboundEvent> expected, IReadOnlyList<OutboundEvent> actual)
    {
        var (history, code) = (Comparable(expected), Comparable(actual));
        for (var i = 0; i < Math.Max(history.Count, code.Count); i++)
        {
            var (then, now) = (i < history.Count ? history[i] : null, i < code.Count ? code[i] : null);
            if (then is null || now is null || !Agree(then, now))
            {
                return (Describe(then), Describe(now));
            }
        }

        return null;
    }

    // Statuses are for people: a reworded one is no reason to stop an instance. An illegal await is found by a race with another
    // thread, maybe a step later; what history says of it stands.
    private static List<OutboundEvent> Comparable(IReadOnlyList<OutboundEvent> events) =>
        [.. events.Where(next => next is not CustomStatusSet && !(next is ExecutionFailed failed && IllegalAwait.Is(failed.Failure)))];

    private static bool Agree(OutboundEvent then, OutboundEvent now) =>
        (then, now) switch
        {
            (TaskScheduled a, TaskScheduled b) => a.TaskId == b.TaskId && SameName(a.Name, b.Name) && Same(a.InputDigest, b.InputDigest),
            (ChildScheduled a, ChildScheduled b) => a.TaskId == b.TaskId
                && SameName(a.Name, b.Name)
                && Same(a.InstanceId, b.InstanceId)
                && Same(a.InputDigest, b.InputDigest),
            (EventSent a, EventSent b) => a.TaskId == b.TaskId
                && SameName(a.Name, b.Name)
                && Same(a.InstanceId, b.InstanceId)
                && Same(a.Payload, b.Payload),
            (TimerCreated a, TimerCreated b) => a == b,
            (TimerCancelled a, TimerCancelled b) => a == b,
            (ExecutionCompleted a, ExecutionCompleted b) => Same(a.Output, b.Output),
            (ExecutionFailed a, ExecutionFailed b) => Same(a.Failure.ErrorType, b.Failure.ErrorType),
            (ExecutionContinuedAsNew a, ExecutionContinuedAsNew b) => Same(a.Input, b.Input)
                && SameName(a.Version, b.Version)
                && a.CarriedOver.SequenceEqual(b.CarriedOver),
            _ => false,
        };

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    private static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Describe(OutboundEvent? action) =>
        action switch
        {
            null => "nothing",
            TaskScheduled a => Text($"activity '{a.Name}' #{a.TaskId} (input {Short(a.InputDigest)})"),
            ChildScheduled a => Text($"sub-orchestration '{a.Name}' #{a.TaskId} as {a.InstanceId} (input {Short(a.InputDigest)})"),
            EventSent a => Text($"event '{a.Name}' #{a.TaskId} sent to {a.InstanceId} (payload {Short(InputDigest.Of(a.Payload))})"),
            TimerCreated a => Text($"timer #{a.TaskId} due {a.FireAt:o}"),
            TimerCancelled a => Text($"cancelling timer #{a.TaskId}"),
            ExecutionCompleted a => Text($"completion (output {Short(InputDigest.Of(a.Output))})"),
            ExecutionFailed a => Text($"failure by {a.Failure.ErrorType}"),
            ExecutionContinuedAsNew a => Text(
                $"continuing as new (input {Short(InputDigest.Of(a.Input))}, version '{a.Version}', {a.CarriedOver.Count} events)"
            ),
            _ => action.GetType().Name,
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Payloads may hold what does not belong into a log; the digest is enough to tell them apart.
    private static string Short(string digest) => digest.Length == 0 ? "none" : digest[..8];
}
