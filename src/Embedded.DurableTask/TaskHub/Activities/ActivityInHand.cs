namespace Embedded.DurableTask.Hub.Activities;

/// <summary>A call of an activity in this process. <paramref name="RunningSince"/>: null while it waits until others have ended.</summary>
internal sealed record ActivityInHand(int Generation, int TaskId, DateTimeOffset? RunningSince);
