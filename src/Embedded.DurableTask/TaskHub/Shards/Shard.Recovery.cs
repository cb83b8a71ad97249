using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>
/// What a new owner reads: active rows, outbox rows, inbox rows. Finished instances cost nothing. It reads after it has taken the owner
/// row, so no commit of a former owner can come in between.
/// </content>
internal sealed partial class Shard
{
    private readonly TaskCompletionSource _recovered;
    private int _parked;

    /// <summary>Instances not finished, and those of them that are parked. Any thread; a moment old.</summary>
    public (int Active, int Parked) Counts => (_slots.Values.Count(slot => slot.IsActive), Volatile.Read(ref _parked));

    /// <summary>Instances whose turn is to come, and inbox rows in memory. Any thread; a moment old.</summary>
    public (int Ready, int Inbox) Backlog => (_ready.Count + _deferred.Count, _inboxTaken.Count);

    private async Task RecoverAsync()
    {
        var active = 0;
        await foreach (var row in ReadAllAsync('a'))
        {
            active++;
            RecoverInstance(row);
        }

        await foreach (var row in ReadAllAsync('o'))
        {
            try
            {
                Send(row.RowKey, await _hub.Messages.FromOutboxRowAsync(row, _gone));
            }
            catch (UnreadableRowException problem)
            {
                Logs.InboxRowUnreadable(_hub.Logger, _number, row.RowKey, problem);
            }
        }

        Logs.ShardTaken(_hub.Logger, _number, _owner.Epoch, active);
        _recovered.TrySetResult();
    }

    private void RecoverInstance(TableRow row)
    {
        var slot = SlotOf(row.Text("id") ?? row.RowKey[2..]);
        try
        {
            slot.Mark = ActiveMark.From(row);
        }
        catch (UnreadableRowException problem)
        {
            // Somebody else's format: it is neither run nor rewritten, and reading its instance row says so to whoever asks.
            Logs.Parked(_hub.Logger, slot.InstanceId, problem.Message);
            slot.Mark = new ActiveMark(IsBusy: false, null, IsParked: true);
            slot.Phase = SlotPhase.Parked;
            return;
        }

        // Parked ones are tried once by each new owner: it may have the code that the last one lacked.
        slot.MustCheck = slot.Mark is { IsBusy: true } or { IsParked: true };
        if (slot.MustCheck)
        {
            MakeReady(slot);
        }
        else
        {
            Arm(slot);
        }
    }

    private async IAsyncEnumerable<TableRow> ReadAllAsync(char kind)
    {
        string? continuation = null;
        do
        {
            var page = await ReadPageAsync(kind, continuation);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            continuation = page.Continuation;
        } while (continuation is not null);
    }

    private async Task<RowPage> ReadPageAsync(char kind, string? continuation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var page = await _hub.Store.QueryAsync(LogKeys.All(kind).In(_partition), continuation, 1000, _gone);
                _hub.Trouble.Answered();
                return page;
            }
            catch (TableStoreException problem) when (problem.Fault is TableFault.Unavailable or TableFault.Denied)
            {
                _hub.Trouble.Unanswered();
                Logs.HousekeepingFailed(_hub.Logger, "recovering a shard", problem);
            }

            await _hub.BackOff.WaitAsync(attempt, _gone);
        }
    }
}
