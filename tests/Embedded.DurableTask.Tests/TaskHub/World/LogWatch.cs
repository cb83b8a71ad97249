using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// Looks at every transaction of a hub as it is written and checks what must hold after each: see <see cref="InstanceLedger"/> and
/// <see cref="GenerationLedger"/>. Only what a transaction touches is looked at, so that watching costs little.
/// </summary>
/// <param name="payload">Finds what a payload holds.</param>
/// <param name="code">Finds the code of an orchestrator, to run every step a second time; null where it is not known.</param>
internal sealed class LogWatch(Func<string, string?> payload, Func<string, OrchestratorFactory?> code)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Partition, string Key), InstanceLedger> _instances = [];
    private readonly HashSet<(string Partition, string Key)> _spoilt = [];
    private string _lastWrite = "";

    /// <summary>The first thing that was wrong; null if nothing was.</summary>
    public string? Violation { get; private set; }

    /// <summary>Watches a table and its payloads from now on.</summary>
    public static LogWatch Over(IWorldTable table, IWorldPayloads payloads, Func<string, OrchestratorFactory?> code)
    {
        var watch = new LogWatch(payloads.Find, code);
        table.Written = watch.Written;
        table.Tampered = watch.Spoil;
        payloads.Deleted = watch.Deleted;
        return watch;
    }

    /// <summary>Something has been written.</summary>
    public void Written(string partition, IReadOnlyList<RowOperation> operations)
    {
        lock (_lock)
        {
            var touched = new HashSet<InstanceLedger>();
            _lastWrite = string.Join(", ", operations.Select(operation => $"{operation.GetType().Name} {operation.RowKey}"));

            // Instance rows first: they say which generation the others belong to.
            foreach (var operation in operations.OrderBy(o => o.RowKey.StartsWith("i|", StringComparison.Ordinal) ? 0 : 1))
            {
                if (partition != "hub" && StoredRows.PartsOf(operation.RowKey) is var (_, key) && !_spoilt.Contains((partition, key)))
                {
                    var ledger = LedgerOf(partition, key);
                    touched.Add(ledger);
                    Note(partition, key, Guarded(partition, key, () => ledger.Apply(operation)));
                }
            }

            foreach (var ledger in touched)
            {
                Judge(partition, ledger);
            }
        }
    }

    /// <summary>A test has changed a row by hand: what comes of it is the test's own affair.</summary>
    public void Spoil(string partition, string rowKey)
    {
        lock (_lock)
        {
            if (StoredRows.PartsOf(rowKey) is var (_, key))
            {
                Spoil((partition, key));
            }
        }
    }

    /// <summary>A payload has been deleted.</summary>
    public void Deleted(string name)
    {
        lock (_lock)
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            foreach (var ((partition, key), ledger) in _instances)
            {
                if (key == name[..slash] && ledger.Names(name))
                {
                    Note(partition, key, $"payload {name} is deleted and a row names it");
                }
            }
        }
    }

    /// <summary>Checks what holds only once nothing is under way any more.</summary>
    public void RequireRest()
    {
        lock (_lock)
        {
            foreach (var ((partition, key), ledger) in _instances)
            {
                Note(partition, key, ledger.JudgeAtRest());
            }
        }
    }

    private InstanceLedger LedgerOf(string partition, string key)
    {
        if (!_instances.TryGetValue((partition, key), out var ledger))
        {
            _instances[(partition, key)] = ledger = new InstanceLedger(key, payload, code);
        }

        return ledger;
    }

    private void Judge(string partition, InstanceLedger ledger)
    {
        Note(partition, ledger.Key, ledger.Judge(Find));
        if (ledger.Record?.Parent is { } parent && Find(Hub.Log.LogKeys.Escape(parent.InstanceId)) is { } above)
        {
            // What becomes of a child is its parent's concern.
            Note(partition, above.Key, above.Judge(Find));
        }

        if (ledger.IsGone)
        {
            Drop((partition, ledger.Key));
        }

        InstanceLedger? Find(string key) => _instances.GetValueOrDefault((partition, key));
    }

    private string? Guarded(string partition, string key, Func<string?> apply)
    {
        try
        {
            return apply();
        }
        catch (UnreadableRowException)
        {
            // Written so by a test: the engine writes what it can read.
            Spoil((partition, key));
            return null;
        }
    }

    private void Spoil((string Partition, string Key) instance)
    {
        _spoilt.Add(instance);
        Drop(instance);
    }

    private void Drop((string Partition, string Key) instance)
    {
        if (_instances.Remove(instance, out var ledger))
        {
            ledger.Dispose();
        }
    }

    private void Note(string partition, string key, string? problem)
    {
        if (problem is not null)
        {
            Violation ??= $"{key} in {partition}: {problem}. Last write: {_lastWrite}.";
        }
    }
}
