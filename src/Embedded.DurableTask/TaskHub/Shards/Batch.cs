using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>The units of one transaction.</summary>
internal sealed class Batch(long number)
{
    /// <summary>The owner row takes one more; a little room is left below the service's limit.</summary>
    public const int MostRows = 94;

    /// <summary>Below the service's 4 MiB by a good margin, since sizes are estimates.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    public long Number { get; } = number;

    public List<Unit> Units { get; } = [];

    public int Rows { get; private set; }

    public int Bytes { get; private set; }

    public bool IsEmpty => Units.Count == 0;

    /// <summary>No further unit is worth preparing.</summary>
    public bool IsFull => Rows >= MostRows - 3 || Bytes >= MostBytes - (256 * 1024);

    /// <summary>Adds a unit if it fits. A batch that is empty takes any.</summary>
    public bool TryAdd(Unit unit)
    {
        if (!IsEmpty && (Rows + unit.Operations.Count > MostRows || Bytes + unit.WireSize > MostBytes))
        {
            return false;
        }

        Units.Add(unit);
        Rows += unit.Operations.Count;
        Bytes += unit.WireSize;
        return true;
    }

    /// <summary>All operations, the owner row's first.</summary>
    public List<RowOperation> Operations(RowOperation fence)
    {
        var operations = new List<RowOperation>(Rows + 1) { fence };
        foreach (var unit in Units)
        {
            operations.AddRange(unit.Operations);
        }

        return operations;
    }
}
