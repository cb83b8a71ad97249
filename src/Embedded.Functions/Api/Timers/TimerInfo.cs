namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    /// <summary>The schedule's past and future; null for periods under a minute and for timers without monitor.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True if the run was owed since before the host was there to make it.</summary>
    public bool IsPastDue { get; set; }
}
