namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>Events that nobody has taken yet go along, in order. Otherwise they are dropped.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Unless set, the new generation keeps the version of the old.</summary>
    public string? NewVersion { get; set; }
}
