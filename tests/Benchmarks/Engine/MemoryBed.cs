using Embedded.DurableTask.Tests.HubTests.Stores;

namespace Benchmarks.Engine;

/// <summary>An account in memory: what is measured on it is the engine alone, without Azurite's share.</summary>
internal sealed class MemoryBed
{
    private readonly MemoryTableStore _rows = new(TimeProvider.System);

    public MemoryBed() => Table = new CountingTable(_rows);

    public CountingTable Table { get; }

    public MemoryPayloadStore Payloads { get; } = new(TimeProvider.System);

    public int Rows => _rows.Rows.Count;
}
