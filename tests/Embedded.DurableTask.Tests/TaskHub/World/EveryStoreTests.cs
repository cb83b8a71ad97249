using Testing;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>
/// Tests of the hub that hold on every storage: a class of them has two children, one in memory and one on Azurite. Faults are named by
/// their number in <c>docs/faults.md</c>.
/// </summary>
/// <param name="azurite">Null: in memory.</param>
public abstract class EveryStoreTests(AzuriteFixture? azurite)
{
    private protected bool IsInMemory => azurite is null;

    private protected HubWorld NewWorld(int shards = 1, TimeSpan? lease = null) =>
        new(azurite) { Shards = shards, Lease = lease ?? TimeSpan.FromSeconds(10) };
}
