using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>
/// Purges finished instances that are older than they are to be kept: once in a while a walk over the shard's instance rows, then one purge
/// with each turn of the housekeeping. Each purge is an ordinary one, which goes on after a crash; a walk that is cut short begins again.
/// </content>
internal sealed partial class Shard
{
    private const int RetentionPage = 200;

    // A process that has just taken its shards has other things to do; one that is often restarted must get round to it all the same.
    private static readonly TimeSpan s_retentionFirst = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retentionEvery = TimeSpan.FromHours(1);

    /// <summary>Found by the walk under way and not yet asked to be purged.</summary>
    private readonly Queue<(string InstanceId, DateTimeOffset EndedBy)> _expired = new();
    private TimeSpan _retentionPause = s_retentionFirst;
    private long? _lastRetention;
    private string? _retentionAt;
    private bool _isWalking;
    private bool _retentionUnderWay;
    private int _retentionPurged;

    private void KeepRetention()
    {
        if (!_hub.Options.Retention.IsOn || _isReleasing)
        {
            return;
        }

        // The one before must have gone: a slow storage is not to be given ever more to do.
        if (!_retentionUnderWay && _expired.TryDequeue(out var expired))
        {
            _retentionUnderWay = true;
            _ = PurgeExpiredAsync(expired.InstanceId, expired.EndedBy);
        }

        if (_expired.Count == 0 && !_isWalking && !_retentionUnderWay)
        {
            WalkOn();
        }
    }

    private async Task PurgeExpiredAsync(string instanceId, DateTimeOffset endedBy)
    {
        // The shards of a process keep house at the same moments; their purges are spread, so that what runs meanwhile never meets all.
        var pause = s_housekeepingEvery * _number / _hub.Options.ShardCount;
        await Task.Delay(pause, _hub.TimeProvider, _gone)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var counter = new PurgeCounter();
        Post(() =>
            Accept(
                new PurgeMessage(instanceId, isRecursive: false, counter)
                {
                    EndedBy = endedBy,
                    Settled = () =>
                    {
                        _retentionUnderWay = false;
                        _retentionPurged += counter.Count;
                    },
                }
            )
        );
    }

    private void WalkOn()
    {
        if (_retentionAt is null)
        {
            _lastRetention ??= _hub.TimeProvider.GetTimestamp();
            if (_hub.TimeProvider.GetElapsedTime(_lastRetention.Value) < _retentionPause)
            {
                return;
            }

            _lastRetention = _hub.TimeProvider.GetTimestamp();
            _retentionPause = s_retentionEvery;
        }

        _isWalking = true;
        _ = WalkAsync(_retentionAt ?? LogKeys.All('i').From, _hub.Clock.UtcNow);
    }

    private async Task WalkAsync(string from, DateTimeOffset now)
    {
        try
        {
            var range = new RowRange(_partition, from, LogKeys.All('i').To) { Filter = ExpiredBy(now) };
            RowPage page;
            string? continuation = null;
            do
            {
                // A page may be empty and yet not be the last one.
                page = await _hub.Store.QueryAsync(range, continuation, RetentionPage, _gone);
                continuation = page.Continuation;
            } while (page.Rows.Count == 0 && continuation is not null);

            var expired = new List<(string, DateTimeOffset)>();
            foreach (var row in page.Rows)
            {
                if (await FindExpiredAsync(row, now) is { } found)
                {
                    expired.Add(found);
                }
            }

            // Just behind the last one: no id has a character that sorts before this one.
            var next = continuation is null ? null : page.Rows[^1].RowKey + "!";
            Post(() => Walked(expired, next));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The next tenure walks.
        }
        catch (TableStoreException problem)
        {
            Logs.HousekeepingFailed(_hub.Logger, "looking for instances older than they are to be kept", problem);
            Post(() => _isWalking = false);
        }
    }

    private void Walked(List<(string, DateTimeOffset)> expired, string? next)
    {
        _isWalking = false;
        _retentionAt = next;
        foreach (var found in expired)
        {
            _expired.Enqueue(found);
        }

        if (next is null && _retentionPurged > 0)
        {
            Logs.RetentionPurged(_hub.Logger, _number, _retentionPurged);
            _retentionPurged = 0;
        }
    }

    /// <summary>What the service can tell: the ends that are old enough by the shortest of the ages.</summary>
    private RowFilter ExpiredBy(DateTimeOffset now)
    {
        var retention = _hub.Options.Retention;
        var statuses = InstanceRecord.FinalStatuses.Where(status => retention.Of(status) is not null).ToList();
        return new RowFilter([
            [.. statuses.Select(status => new RowCondition("st", RowComparison.Equal, (long)status))],
            [new RowCondition("updated", RowComparison.AtMost, now - statuses.Min(status => retention.Of(status)!.Value))],
        ]);
    }

    private async Task<(string InstanceId, DateTimeOffset EndedBy)?> FindExpiredAsync(TableRow row, DateTimeOffset now)
    {
        try
        {
            var record = InstanceRows.ToRecord(row);
            return
                now - _hub.Options.Retention.Of(record.Status) is { } endedBy
                && record.LastUpdatedAt <= endedBy
                && !record.IsPurging
                && !await MayBeWantedAsync(record)
                ? (record.InstanceId, endedBy)
                : null;
        }
        catch (UnreadableRowException problem)
        {
            // A newer release's, or its parent is: that release will know how long to keep it.
            Logs.InstanceRowUnreadable(_hub.Logger, problem);
            return null;
        }
    }

    /// <summary>
    /// The generation that called a child has not ended, so it may not have taken the outcome yet: were the child gone, it would be started
    /// a second time.
    /// </summary>
    private async Task<bool> MayBeWantedAsync(InstanceRecord record)
    {
        if (record.Parent is not { } parent)
        {
            return false;
        }

        var row = await _hub.Store.FindAsync(_partition, LogKeys.Instance(LogKeys.Escape(parent.InstanceId)), _gone);
        return row is not null && InstanceRows.ToRecord(row) is { IsFinished: false } caller && caller.Generation <= parent.Generation;
    }
}
