using Embedded.DurableTask.Hub.Log;

namespace Embedded.DurableTask.Hub.Shards;

/// <content>
/// Messages that a step sends to other instances. They stand in one outbox row of the step's own commit, so a crash right after it
/// cannot lose them; the row goes when all of them are durable where they belong. Sent twice after a crash, they are recognised there.
/// </content>
internal sealed partial class Shard
{
    private void WriteOutbox(Turn turn)
    {
        if (turn.Outgoing.Count == 0)
        {
            return;
        }

        var slot = turn.Slot;
        var rowKey = LogKeys.Outbox(slot.Key, slot.Record!.Generation, slot.NextSequence);
        turn.Unit.Insert(_hub.Messages.ToOutboxRow(_partition, rowKey, slot.Key, turn.Outgoing, turn.Unit.Payloads));
        turn.Unit.AfterCommit.Add(() => Send(rowKey, turn.Outgoing));
    }

    private void Send(string rowKey, IReadOnlyList<OutgoingMessage> messages)
    {
        var delivery = new Delivery(messages.Count, () => DeleteLater([rowKey]));
        foreach (var message in messages)
        {
            // Parents and children live in this shard, whatever their ids; others perhaps.
            if (message.Kind == MessageRows.Result || message.IsRecursive || IsActive(message.To))
            {
                Accept(message.ToMessage(delivery.OneSettled()));
            }
            else
            {
                _ = DeliverElsewhereAsync(message, delivery.OneSettled());
            }
        }
    }

    private async Task DeliverElsewhereAsync(OutgoingMessage message, Action settled)
    {
        try
        {
            var outcome = await _hub.Deliver(message, _gone);
            if (outcome != SubmitOutcome.Accepted)
            {
                Logs.Undelivered(_hub.Logger, message.To, outcome.ToString());
            }

            Post(settled);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The next tenure finds the outbox row.
        }
        catch (Exception problem)
        {
            Logs.HousekeepingFailed(_hub.Logger, $"sending an event to {message.To}; the next owner of the shard sends it again", problem);
        }
    }

    /// <summary>Counts the messages of one row down.</summary>
    private sealed class Delivery(int open, Action allSettled)
    {
        private int _open = open;

        /// <summary>To be called when one message is settled; calling it again does nothing.</summary>
        public Action OneSettled()
        {
            var isSettled = false;
            return () =>
            {
                if (!isSettled)
                {
                    isSettled = true;
                    if (--_open == 0)
                    {
                        allSettled();
                    }
                }
            };
        }
    }
}
