namespace Embedded.DurableTask.Hub;

/// <summary>Whether storage answers, for the health report.</summary>
internal sealed class StorageTrouble
{
    private volatile string? _problem;
    private int _unanswered;
    private int _unwritten;

    /// <summary>What has stopped the hub for good; null if nothing has.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>The last call got a certain answer, and so did the last commit: storage that can only be read is of no use.</summary>
    public bool IsReachable => Volatile.Read(ref _unanswered) == 0 && Volatile.Read(ref _unwritten) == 0;

    public void Answered() => Volatile.Write(ref _unanswered, 0);

    public void Unanswered() => Volatile.Write(ref _unanswered, 1);

    public void Written()
    {
        Answered();
        Volatile.Write(ref _unwritten, 0);
    }

    public void NotWritten()
    {
        Unanswered();
        Volatile.Write(ref _unwritten, 1);
    }
}
