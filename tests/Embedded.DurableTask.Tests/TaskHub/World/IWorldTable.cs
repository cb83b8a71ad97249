using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>The table that all processes of a world share, with what a test may do to it behind their backs.</summary>
internal interface IWorldTable : ITableStore
{
    /// <summary>Every row, in key order.</summary>
    IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Transactions that went through.</summary>
    int Commits { get; }

    /// <summary>Told the partition and the operations of everything that has been written.</summary>
    Action<string, IReadOnlyList<RowOperation>>? Written { get; set; }

    /// <summary>Told the partition and the key of a row that a test has changed by hand.</summary>
    Action<string, string>? Tampered { get; set; }

    /// <summary>Changes a row behind everybody's back; null deletes it.</summary>
    void Tamper(string partition, string rowKey, Action<Dictionary<string, object>>? change);

    /// <summary>The whole table is gone.</summary>
    void Drop();
}

/// <summary>The payloads that all processes of a world share.</summary>
internal interface IWorldPayloads : IPayloadStore
{
    /// <summary>The names of all payloads, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Told the name of each payload that has been deleted by a process.</summary>
    Action<string>? Deleted { get; set; }

    /// <summary>What a payload holds; null if it is not there.</summary>
    string? Find(string name);

    /// <summary>Takes a payload away behind everybody's back.</summary>
    void Lose(string name);
}
