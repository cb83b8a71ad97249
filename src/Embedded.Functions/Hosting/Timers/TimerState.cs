namespace Embedded.Functions.Hosting.Timers;

/// <summary>What is kept of a timer between runs, whichever process made them.</summary>
internal sealed record TimerState
{
    public const int CurrentSchema = 1;

    /// <summary>Of this shape; another is refused.</summary>
    public int SchemaVersion { get; init; } = CurrentSchema;

    /// <summary>When it last ran; null if it never did.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>The next run is the first due time after this: the last run, or when the timer was first seen.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset Updated { get; init; }
}
