namespace Microsoft.Azure.Functions.Worker;

/// <summary>A timer's last and next runs, UTC.</summary>
public class ScheduleStatus
{
    /// <summary>When it last ran; the default value if it never did.</summary>
    public DateTime Last { get; set; }

    /// <summary>When it runs next, seen from before this run: the time this run was due.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
