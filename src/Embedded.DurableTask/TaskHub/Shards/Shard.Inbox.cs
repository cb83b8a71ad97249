using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>Messages that other processes put into the table, found by looking: often after work, seldom when there is none.</content>
internal sealed partial class Shard
{
    private const int InboxPage = 1000;
    private static readonly TimeSpan s_quickPoll = TimeSpan.FromMilliseconds(25);

    /// <summary>Rows whose messages are in memory.</summary>
    private readonly HashSet<string> _inboxTaken = new(StringComparer.Ordinal);

    /// <summary>Rows deleted since the look under way began: it may still have seen them.</summary>
    private readonly HashSet<string> _inboxDeleted = new(StringComparer.Ordinal);

    /// <summary>Messages of this process that may not overtake what other processes were told is durable.</summary>
    private List<ShardMessage> _afterNextPoll = [];
    private List<ShardMessage> _afterThisPoll = [];
    private bool _isPolling;
    private bool _mustPoll = true;
    private int _pollFailures;
    private long _lastPoll;
    private long _pollBegan;

    // When the last look began that saw the whole inbox; what other processes were told before is in memory.
    private long? _sawAllAsOf;
    private TimeSpan _pollPause = s_quickPoll;

    private void AcceptFromClient(ShardMessage message)
    {
        if (message is StartMessage || (_hub.AloneSince() is { } alone && _sawAllAsOf >= alone))
        {
            Accept(message);
            return;
        }

        // Another process, perhaps one that is dead by now, may have acknowledged an earlier message: that one enters history first.
        _afterNextPoll.Add(message);
        _mustPoll = true;
    }

    private TimeSpan UntilPoll() =>
        _isPolling || _isReleasing ? s_longestSleep
        : _mustPoll && _pollFailures == 0 ? TimeSpan.Zero
        : _pollPause - _hub.TimeProvider.GetElapsedTime(_lastPoll);

    private void StartPollIfDue()
    {
        if (_isPolling || UntilPoll() > TimeSpan.Zero)
        {
            return;
        }

        _isPolling = true;
        _mustPoll = false;
        _pollBegan = _hub.TimeProvider.GetTimestamp();
        _inboxDeleted.Clear();
        _afterThisPoll.AddRange(_afterNextPoll);
        _afterNextPoll = [];
        _ = PollAsync(null);
    }

    private async Task PollAsync(string? continuation)
    {
        try
        {
            var page = await _hub.Store.QueryAsync(LogKeys.All('m').In(_partition), continuation, InboxPage, _gone);
            _hub.Trouble.Answered();
            var messages = new List<(TableRow Row, ShardMessage? Message)>(page.Rows.Count);

            // By the service's clock: it is the one clock that all senders share.
            foreach (var row in page.Rows.OrderBy(row => row.Timestamp).ThenBy(row => row.RowKey, StringComparer.Ordinal))
            {
                messages.Add((row, await ReadMessageAsync(row)));
            }

            Post(() => Polled(messages, page.Continuation));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The tenure is over.
        }
        catch (TableStoreException problem) when (problem.Fault == TableFault.TableMissing)
        {
            Post(() => _end ??= ShardEnd.TableMissing);
        }
        catch (Exception problem)
        {
            _hub.Trouble.Unanswered();
            Logs.HousekeepingFailed(_hub.Logger, "looking into the inbox", problem);
            Post(() => PollFailed());
        }
    }

    private async Task<ShardMessage?> ReadMessageAsync(TableRow row)
    {
        try
        {
            // Each by itself: if one payload that gets no answer failed the look, many of them would hardly ever be read.
            return await _hub.ReadAsync(() => _hub.Messages.FromInboxRowAsync(row, _gone).AsTask(), _gone);
        }
        catch (UnreadableRowException problem)
        {
            Logs.InboxRowUnreadable(_hub.Logger, _number, row.RowKey, problem);
            return null;
        }
    }

    private void Polled(List<(TableRow Row, ShardMessage? Message)> messages, string? continuation)
    {
        var found = 0;
        _pollFailures = 0;
        foreach (var (row, message) in messages)
        {
            if (_inboxDeleted.Contains(row.RowKey) || !_inboxTaken.Add(row.RowKey))
            {
                continue;
            }

            // An unreadable row stays in the table and in the set: logged once, out of the way of the others.
            if (message is not null)
            {
                found++;
                Accept(message);
            }
        }

        // A page of rows that are all known (held for parked instances) must not hide those behind it; a page of new ones is enough for
        // now, so that memory stays bounded: the rest is found by the next look.
        if (continuation is not null && (found == 0 || _afterThisPoll.Count > 0))
        {
            _ = PollAsync(continuation);
            return;
        }

        var quick = found > 0 || continuation is not null;
        _pollPause = quick ? s_quickPoll : Min(_pollPause * 1.6, _hub.Options.InboxPollInterval);
        _mustPoll |= continuation is not null;
        _sawAllAsOf = continuation is null ? _pollBegan : _sawAllAsOf;
        EndPoll();
    }

    private void PollFailed()
    {
        // Those who wait for a look wait for one that succeeded; a storage in trouble is not asked again at once because of them.
        _afterNextPoll.InsertRange(0, _afterThisPoll);
        _afterThisPoll = [];
        _pollPause = _hub.BackOff.Pause(++_pollFailures);
        EndPoll();
    }

    private void EndPoll()
    {
        _isPolling = false;
        _lastPoll = _hub.TimeProvider.GetTimestamp();
        var released = _afterThisPoll;
        _afterThisPoll = [];
        foreach (var message in released)
        {
            Accept(message);
        }

        if (_afterNextPoll.Count > 0)
        {
            _mustPoll = true;
        }
    }
}
