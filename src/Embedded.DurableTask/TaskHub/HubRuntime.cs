using Embedded.DurableTask.Hub.Client;
using Embedded.DurableTask.Hub.Operating;
using Embedded.DurableTask.Hub.Ownership;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Hub.Telemetry;

namespace Embedded.DurableTask.Hub;

/// <summary>A process' part in a hub, over the storage ports.</summary>
internal sealed class HubRuntime : IAsyncDisposable
{
    private readonly HubContext _hub;
    private readonly string _self;
    private readonly PeerTable _peers;
    private readonly ShardSeat[] _seats;
    private readonly PayloadCollector _collector;
    private readonly CancellationTokenSource _stop = new();
    private Task _housekeeping = Task.CompletedTask;
    private volatile bool _isRunning;

    public HubRuntime(HubContext hub, Func<string, bool>? isCertainlyDead = null)
    {
        _hub = hub;
        var isDead = isCertainlyDead ?? ProcessIdentity.IsCertainlyDead;
        _self = ProcessIdentity.Create(hub.Ids);
        _peers = new PeerTable(hub, _self, isDead);
        _seats =
        [
            .. Enumerable.Range(0, hub.Options.ShardCount).Select(n => new ShardSeat(hub, n, _self, isDead, () => Owned < FairShare)),
        ];
        Router = new Router(hub, _seats, () => _isRunning);
        Client = new EmbeddedDurableTaskClient(hub, Router);
        Operator = new HubOperator(hub, _seats, Router, Client);
        _collector = new PayloadCollector(hub);
        hub.Telemetry.Observe(ReadBacklog);
        hub.Deliver = Router.DeliverAsync;
        hub.AloneSince = () => _peers.AloneSince;
        hub.IsKnownToOthers = () => _peers.IsKnownToOthers;
    }

    public Router Router { get; }

    public EmbeddedDurableTaskClient Client { get; }

    /// <summary>What is there for those who operate the hub.</summary>
    public HubOperator Operator { get; }

    /// <summary>This process as owner rows name it.</summary>
    public string Self => _self;

    /// <summary>The shards as this process sees them.</summary>
    public IReadOnlyList<ShardSeat> Seats => _seats;

    /// <summary>Collects payloads; by itself now and then.</summary>
    public PayloadCollector Collector => _collector;

    private int Owned => _seats.Count(seat => seat.Tenure is not null);

    private int FairShare => _peers.FairShare(_seats.Length);

    public HubHealth Health
    {
        get
        {
            var tenures = _seats.Select(seat => seat.Tenure).OfType<Shard>().ToList();
            var counts = tenures.Select(tenure => tenure.Counts).ToList();
            return new HubHealth
            {
                IsRunning = _isRunning,
                StorageReachable = _hub.Trouble.IsReachable,
                ShardCount = _seats.Length,
                ShardsOwned = tenures.Count,
                ActiveInstances = counts.Sum(count => count.Active),
                ParkedInstances = counts.Sum(count => count.Parked),
                RunningActivities = _hub.Activities.Running,
                OldestDueTimer = tenures.Min(tenure => tenure.OldestDue),
                ClockSkew = _hub.Clock.Skew,
                ClocksAgree = _hub.Clock.ClocksAgree,
                Problem = _hub.Trouble.Problem,
            };
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _hub.Store.CreateAsync(cancellationToken);
        await _hub.Payloads.CreateAsync(cancellationToken);
        await HubManifest.EnsureAsync(_hub, cancellationToken);
        await _peers.RefreshAsync(cancellationToken);
        _isRunning = true;
        foreach (var seat in _seats)
        {
            seat.Start();
        }

        _housekeeping = _hub.Surroundings.Run(KeepHouseAsync);
        await Task.WhenAll(_seats.Select(seat => seat.FirstTry)).WaitAsync(cancellationToken);
        Logs.HubStarted(_hub.Logger, _hub.Options.HubName, _self, _seats.Length);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_isRunning)
        {
            return;
        }

        // Activities first: their outcomes are still wanted by the shards.
        await _hub.Activities.StopAsync(cancellationToken);
        _isRunning = false;
        await _hub.Surroundings.CancelAsync(_stop);
        await _housekeeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Task.WhenAll(_seats.Select(seat => seat.StopAsync(cancellationToken)));
        try
        {
            await _peers.LeaveAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is TableStoreException or OperationCanceledException)
        {
            // The others see after a while that nobody touches it.
            Logs.HousekeepingFailed(_hub.Logger, "leaving the hub", problem);
        }

        Logs.HubStopped(_hub.Logger, _hub.Options.HubName);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        foreach (var seat in _seats)
        {
            seat.Dispose();
        }

        _stop.Dispose();
        _hub.Dispose();
    }

    private HubBacklog ReadBacklog()
    {
        var tenures = _seats.Select(seat => seat.Tenure).OfType<Shard>().ToList();
        var counts = tenures.Select(tenure => tenure.Counts).ToList();
        var backlogs = tenures.Select(tenure => tenure.Backlog).ToList();
        return new HubBacklog(
            tenures.Count,
            counts.Sum(count => count.Active),
            counts.Sum(count => count.Parked),
            backlogs.Sum(backlog => backlog.Ready),
            backlogs.Sum(backlog => backlog.Inbox),
            _hub.Activities.Running,
            _hub.Activities.Queued
        );
    }

    private async Task KeepHouseAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_hub.Options.LeasePeriod / 4, _hub.TimeProvider, _stop.Token);
                await _peers.RefreshAsync(_stop.Token);
                ShareOut();
                await _collector.CollectIfDueAsync(_seats[0].Tenure is not null, _stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Logs.HousekeepingFailed(_hub.Logger, "keeping in touch with the hub's other processes", problem);
            }
        }
    }

    /// <summary>Gives one shard up if others should have more, and looks for free ones if this process should.</summary>
    private void ShareOut()
    {
        var owned = Owned;
        var share = FairShare;
        if (owned > share)
        {
            _seats.Last(seat => seat.Tenure is not null).Tenure?.RequestRelease();
        }
        else if (owned < share)
        {
            foreach (var seat in _seats.Where(seat => seat.Tenure is null))
            {
                seat.Wake();
            }
        }
    }
}
