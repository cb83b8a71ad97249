using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>Knows where events carry user payloads.</summary>
internal static class PayloadVisitor
{
    /// <summary>The event with each payload replaced; the same object if nothing changed.</summary>
    public static HistoryEvent Map(HistoryEvent e, Func<string?, string?> map)
    {
        switch (e)
        {
            case ExecutionStarted x:
                return Changed(x.Input, map, out var input) ? x with { Input = input } : x;
            case TaskCompleted x:
                return Changed(x.Result, map, out var result) ? x with { Result = result } : x;
            case ChildCompleted x:
                return Changed(x.Result, map, out var childResult) ? x with { Result = childResult } : x;
            case EventRaised x:
                return MapEvent(x, map);
            case ExecutionTerminated x:
                return Changed(x.Output, map, out var terminated) ? x with { Output = terminated } : x;
            case TaskScheduled x:
                return Changed(x.Input, map, out var taskInput) ? x with { Input = taskInput } : x;
            case ChildScheduled x:
                return Changed(x.Input, map, out var childInput) ? x with { Input = childInput } : x;
            case EventSent x:
                return Changed(x.Payload, map, out var sent) ? x with { Payload = sent } : x;
            case CustomStatusSet x:
                return Changed(x.Status, map, out var status) ? x with { Status = status } : x;
            case ExecutionCompleted x:
                return Changed(x.Output, map, out var output) ? x with { Output = output } : x;
            case ExecutionContinuedAsNew x:
                var carried = x.CarriedOver.Select(c => MapEvent(c, map)).ToArray();
                return Changed(x.Input, map, out var next) || !carried.SequenceEqual(x.CarriedOver, ReferenceEqualityComparer.Instance)
                    ? x with
                    {
                        Input = next,
                        CarriedOver = carried,
                    }
                    : x;
            default:
                return e;
        }
    }

    /// <summary>All payloads of an event.</summary>
    public static IReadOnlyList<string> TextsOf(HistoryEvent e)
    {
        var texts = new List<string>();
        Map(
            e,
            text =>
            {
                if (text is not null)
                {
                    texts.Add(text);
                }

                return text;
            }
        );
        return texts;
    }

    private static EventRaised MapEvent(EventRaised x, Func<string?, string?> map) =>
        Changed(x.Payload, map, out var payload) ? x with { Payload = payload } : x;

    private static bool Changed(string? before, Func<string?, string?> map, out string? after)
    {
        after = map(before);
        return !ReferenceEquals(before, after);
    }
}
