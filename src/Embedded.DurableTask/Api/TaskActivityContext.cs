namespace Microsoft.DurableTask;

/// <summary>What an activity is told about its call.</summary>
public abstract class TaskActivityContext
{
    protected TaskActivityContext() { }

    public abstract TaskName Name { get; }

    /// <summary>The instance id of the calling orchestration.</summary>
    public abstract string InstanceId { get; }

    public virtual string Version => "";
}
