using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Tests.HubTests.Stores;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>What must hold of the rows of a hub between any two commits.</summary>
internal static class LogInvariants
{
    public static Task CheckAsync(HubWorld world) => CheckAsync(world.Table, world.Payloads);

    public static async Task CheckAsync(MemoryTableStore table, MemoryPayloadStore payloads)
    {
        var codec = new PayloadCodec(payloads, 30_000);
        foreach (var partition in table.Rows.GroupBy(row => row.PartitionKey).Where(group => group.Key.StartsWith('s')))
        {
            var rows = partition.ToDictionary(row => row.RowKey);
            foreach (var row in rows.Values.Where(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal)))
            {
                await CheckInstanceAsync(codec, partition.Key, InstanceRows.ToRecord(row), rows);
            }

            foreach (var row in rows.Values.Where(row => row.RowKey.StartsWith("a|", StringComparison.Ordinal)))
            {
                var record = InstanceRows.ToRecord(rows[LogKeys.Instance(row.RowKey[2..])]);
                Assert.True(!record.IsFinished || record.IsPurging, $"{row.RowKey} is of a finished instance");
            }
        }
    }

    private static async Task CheckInstanceAsync(
        PayloadCodec codec,
        string partition,
        InstanceRecord record,
        Dictionary<string, TableRow> rows
    )
    {
        var key = LogKeys.Escape(record.InstanceId);
        var commits = new List<IReadOnlyList<HistoryEvent>>();
        while (rows.TryGetValue(LogKeys.History(key, record.Generation, commits.Count), out var row))
        {
            commits.Add(await codec.ReadEventsAsync(row, CancellationToken.None));
        }

        var prefix = LogKeys.Of('h', key);
        var current = rows.Keys.Count(k =>
            string.CompareOrdinal(k, LogKeys.History(key, record.Generation, 0)) >= 0 && string.CompareOrdinal(k, prefix.To) < 0
        );
        Assert.True(current == commits.Count, $"{record.InstanceId}: history has a gap ({partition})");
        CheckEvents(record, [.. commits.SelectMany(commit => commit)]);
        if (record.IsFinished && !record.IsPurging)
        {
            Assert.False(rows.ContainsKey(LogKeys.Active(key)), $"{record.InstanceId} has finished and has an active row");
        }
        else
        {
            CheckMark(record, rows, key, [.. commits.SelectMany(commit => commit)]);
        }
    }

    private static void CheckEvents(InstanceRecord record, List<HistoryEvent> events)
    {
        AssertUnique(record, "event id", events.OfType<EventRaised>().Select(e => e.EventId));
        AssertUnique(
            record,
            "task outcome",
            events
                .Select(e =>
                    e switch
                    {
                        TaskCompleted x => $"{x.TaskId}",
                        TaskFailed x => $"{x.TaskId}",
                        ChildCompleted x => $"{x.TaskId}",
                        ChildFailed x => $"{x.TaskId}",
                        TimerFired x => $"{x.TaskId}",
                        _ => null,
                    }
                )
                .OfType<string>()
        );
        AssertUnique(record, "scheduled task", events.OfType<TaskScheduled>().Select(e => $"{e.TaskId}"));
        var clocks = events.OfType<StepStarted>().Select(e => e.Now).ToList();
        Assert.Equal(clocks.Order(), clocks);
        if (events.Count > 0)
        {
            Assert.IsType<ExecutionStarted>(events[1]);
        }
    }

    private static void CheckMark(InstanceRecord record, Dictionary<string, TableRow> rows, string key, List<HistoryEvent> events)
    {
        // Started by another process, and the owner has not looked yet.
        if (!rows.TryGetValue(LogKeys.Active(key), out var active))
        {
            Assert.True(
                rows.Keys.Any(k => k.StartsWith(LogKeys.Of('m', key).From, StringComparison.Ordinal)),
                $"{record.InstanceId} has no active row and no inbox row"
            );
            return;
        }

        var mark = ActiveMark.From(active);
        var ended = events
            .OfType<TimerCancelled>()
            .Select(e => e.TaskId)
            .Concat(events.OfType<TimerFired>().Select(e => e.TaskId))
            .ToHashSet();
        var due = events.OfType<TimerCreated>().Where(e => !ended.Contains(e.TaskId)).Select(e => (DateTimeOffset?)e.FireAt).Min();
        Assert.True(
            mark.IsParked || mark.IsBusy || due is null || mark.Due <= due,
            $"{record.InstanceId}: the active row says {mark.Due}, a timer is due {due}"
        );
    }

    private static void AssertUnique(InstanceRecord record, string what, IEnumerable<string> ids)
    {
        var twice = ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1)?.Key;
        Assert.True(twice is null, $"{record.InstanceId}: {what} {twice} is in history twice");
    }
}
