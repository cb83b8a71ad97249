namespace Embedded.DurableTask.Replay;

/// <summary>What an instance id may be.</summary>
internal static class InstanceIds
{
    /// <exception cref="ArgumentException">The id is empty, or begins with @ (which marks entities in Durable Task).</exception>
    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        if (instanceId[0] == '@')
        {
            throw new ArgumentException($"An instance id does not begin with '@': '{instanceId}'.", nameof(instanceId));
        }
    }
}
