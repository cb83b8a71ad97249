using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>The rows of one instance as they stand, and what may never be true of them after a transaction.</summary>
internal sealed class InstanceLedger(string key, Func<string, string?> payload, Func<string, OrchestratorFactory?> code) : IDisposable
{
    private static readonly SessionServices s_services = new(WorkerDataConverter.Default, NullLoggerFactory.Instance);
    private readonly Dictionary<string, IReadOnlyList<string>> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inbox = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outbox = new(StringComparer.Ordinal);
    private readonly HashSet<string> _history = new(StringComparer.Ordinal);
    private GenerationLedger? _generation;
    private OrchestrationSession? _second;
    private OrchestratorFactory? _secondCode;

    public string Key { get; } = key;

    public InstanceRecord? Record { get; private set; }

    public ActiveMark? Mark { get; private set; }

    public bool HasOutgoing => _outbox.Count > 0;

    public bool HasIncoming => _inbox.Count > 0;

    /// <summary>Nothing is left of it.</summary>
    public bool IsGone => Record is null && Mark is null && _named.Count == 0 && _history.Count == 0 && !HasOutgoing && !HasIncoming;

    private bool IsOver => Record is { IsFinished: true, IsPurging: false };

    /// <inheritdoc/>
    public void Dispose() => _second?.Dispose();

    /// <returns>What is wrong with the write itself; null if nothing is.</returns>
    public string? Apply(RowOperation operation)
    {
        var row = operation switch
        {
            RowOperation.Insert insert => insert.Row,
            RowOperation.Replace replace => replace.Row,
            _ => null,
        };
        if (row is null)
        {
            return Forget(operation.RowKey);
        }

        var names = StoredRows.PayloadsOf(row, payload);
        _named[row.RowKey] = names;
        var missing = names.FirstOrDefault(name => payload(name) is null);
        return missing is not null ? $"row {row.RowKey} names payload {missing}, which is not there" : Keep(row);
    }

    /// <summary>Whether a row names this payload.</summary>
    public bool Names(string name) => _named.Values.Any(names => names.Contains(name, StringComparer.Ordinal));

    /// <param name="find">Other instances of the same shard.</param>
    /// <returns>What is wrong with its rows now; null if nothing is.</returns>
    public string? Judge(Func<string, InstanceLedger?> find)
    {
        if (Record is null)
        {
            return Mark is null ? null : "it has an active row and no instance row";
        }

        if (IsOver)
        {
            return Mark is not null ? "it has finished and has an active row" : JudgeEnd();
        }

        if (Mark is not { } mark)
        {
            // Started or purged by another process, and the owner has not looked yet.
            return HasIncoming ? null : "it has not finished and has neither an active row nor a message";
        }

        return mark.IsParked || mark.IsBusy || Record.IsPurging ? null : JudgeWaiting(mark, find);
    }

    /// <returns>What is wrong with it once nothing is under way any more; null if nothing is.</returns>
    public string? JudgeAtRest() =>
        !IsOver && Record is not null ? null
        : HasIncoming ? "it has finished and has messages"
        : HasOutgoing ? "it has finished and has messages to send"
        : null;

    private string? Keep(TableRow row)
    {
        switch (row.RowKey[0])
        {
            case 'i':
                Begin(InstanceRows.ToRecord(row));
                return null;
            case 'a':
                Mark = ActiveMark.From(row);
                return null;
            case 'm':
                _inbox.Add(row.RowKey);
                return null;
            case 'o':
                _outbox.Add(row.RowKey);
                return null;
            case 'h':
                _history.Add(row.RowKey);
                return Append(row);
            default:
                return null;
        }
    }

    private string? Forget(string rowKey)
    {
        _named.Remove(rowKey);
        switch (rowKey[0])
        {
            case 'i':
                Record = null;
                _generation = null;
                return null;
            case 'a':
                Mark = null;
                return null;
            case 'm':
                _inbox.Remove(rowKey);
                return null;
            case 'o':
                _outbox.Remove(rowKey);
                return null;
            default:
                _history.Remove(rowKey);
                return Record is { IsPurging: false } && StoredRows.PlaceOf(rowKey).Generation >= Record.Generation
                    ? $"row {rowKey} of the current generation is deleted"
                    : null;
        }
    }

    private void Begin(InstanceRecord record)
    {
        if (_generation?.Number != record.Generation)
        {
            var goesOn = Record?.StartId == record.StartId && Record?.Generation + 1 == record.Generation;
            _generation = new GenerationLedger(record.Generation, goesOn ? _generation : null);
            _second?.Dispose();
            _second = null;
        }

        Record = record;
    }

    private string? Append(TableRow row)
    {
        var (generation, sequence) = StoredRows.PlaceOf(row.RowKey);
        if (_generation is null || generation > _generation.Number)
        {
            return $"row {row.RowKey} is of a generation that has not begun";
        }

        if (generation < _generation.Number)
        {
            // Left by an earlier generation, about to be deleted.
            return null;
        }

        if (sequence != _generation.Commits.Count)
        {
            return $"row {row.RowKey} leaves a gap: commit {_generation.Commits.Count} should come next";
        }

        return _generation.Add(StoredRows.EventsOf(row, payload)) ?? RunAgain();
    }

    /// <summary>Runs every step a second time: the same actions must come of it. A session that is not there yet replays from nothing.</summary>
    private string? RunAgain()
    {
        if (Record is null || code(Record.Name) is not { } orchestrator)
        {
            return null;
        }

        if (_second is null || !ReferenceEquals(orchestrator, _secondCode) || _generation!.End is not null)
        {
            _second?.Dispose();
            _second = new OrchestrationSession(orchestrator, s_services);
            _secondCode = orchestrator;
            return _generation!.Commits.Select(commit => ReplayOne(_second, commit)).OfType<string>().FirstOrDefault();
        }

        return ReplayOne(_second, _generation.Commits[^1]);
    }

    private static string? ReplayOne(OrchestrationSession session, IReadOnlyList<HistoryEvent> commit)
    {
        try
        {
            session.Replay(commit);
            return null;
        }
        catch (Exception problem)
        {
            return $"run again, a step does something else: {problem.Message}";
        }
    }

    private string? JudgeEnd()
    {
        // Without an end in history: it was ended while its code did not run.
        var told = _generation?.End switch
        {
            ExecutionCompleted => OrchestrationRuntimeStatus.Completed,
            ExecutionFailed => OrchestrationRuntimeStatus.Failed,
            ExecutionTerminated => OrchestrationRuntimeStatus.Terminated,
            _ => Record!.Status,
        };
        return told == Record!.Status ? null : $"history says {told}, the instance row {Record.Status}";
    }

    private string? JudgeWaiting(ActiveMark mark, Func<string, InstanceLedger?> find)
    {
        if (_generation is not { Commits.Count: > 0 } generation)
        {
            return mark.Due is not null ? null : "it is pending, and nothing says when it begins";
        }

        if (generation.End is not null)
        {
            return "its generation has ended, and its active row does not say that the next is to begin";
        }

        if (generation.OpenTasks.Count > 0)
        {
            return $"task {generation.OpenTasks.First()} is open, and its active row does not say that it must run";
        }

        var due = generation.OpenTimers.Count == 0 ? (DateTimeOffset?)null : generation.OpenTimers.Values.Min();
        if (due is not null && !(mark.Due <= due))
        {
            return $"its active row says {mark.Due:o}, a timer is due {due:o}";
        }

        return generation
            .OpenChildren.Values.Where(child => !IsCared(find(LogKeys.Escape(child.InstanceId))))
            .Select(child => $"child {child.InstanceId} is open, does not exist, and its active row does not say that it must be started")
            .FirstOrDefault();

        bool IsCared(InstanceLedger? child) => HasIncoming || child is { Record.IsFinished: false } or { HasOutgoing: true };
    }
}
