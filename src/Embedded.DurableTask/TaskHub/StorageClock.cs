namespace Embedded.DurableTask.Hub;

/// <summary>
/// The clock that timers go by: this process', held back when the storage service's <c>Date</c> proves that it runs ahead, since a
/// timer must never fire early.
/// </summary>
internal sealed class StorageClock(TimeProvider timeProvider)
{
    /// <summary>Further apart is unhealthy.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private const int Readings = 8;
    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _ahead = new();
    private TimeSpan _aheadBy;
    private TimeSpan _skew;

    /// <summary>This process' clock minus the service's, as far as it is known.</summary>
    public TimeSpan Skew
    {
        get
        {
            lock (_lock)
            {
                return _skew;
            }
        }
    }

    public bool ClocksAgree => Skew.Duration() <= Tolerance;

    /// <summary>Never ahead of the service by more than the answer's travel time.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_lock)
            {
                return timeProvider.GetUtcNow() - _aheadBy;
            }
        }
    }

    /// <summary>Takes a reading of the service's clock, which comes in whole seconds.</summary>
    public void See(DateTimeOffset serviceDate)
    {
        var now = timeProvider.GetUtcNow();
        lock (_lock)
        {
            // The answer travelled for a while, so each reading overstates how far we are ahead: the smallest is the best.
            _ahead.Enqueue(now - serviceDate);
            if (_ahead.Count > Readings)
            {
                _ahead.Dequeue();
            }

            _skew = _ahead.Min();
            var certain = _skew - TimeSpan.FromSeconds(1);
            _aheadBy = certain > TimeSpan.Zero ? certain : TimeSpan.Zero;
        }
    }
}
