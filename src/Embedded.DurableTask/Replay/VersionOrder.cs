namespace Embedded.DurableTask.Replay;

/// <summary>The order of orchestration versions: empty is lowest; numbers if both are numeric, else text ignoring case.</summary>
internal static class VersionOrder
{
    public static int Compare(string? left, string? right) =>
        (string.IsNullOrWhiteSpace(left), string.IsNullOrWhiteSpace(right)) switch
        {
            (true, true) => 0,
            (true, false) => -1,
            (false, true) => 1,
            _ when Version.TryParse(left, out var a) && Version.TryParse(right, out var b) => a.CompareTo(b),
            // The culture of the machine must not decide how an orchestration replays.
            _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
        };
}
