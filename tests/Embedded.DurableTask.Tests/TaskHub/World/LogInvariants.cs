using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>What must hold of all rows of a hub, from nothing and at once: the same as <see cref="LogWatch"/> checks as they are written.</summary>
internal static class LogInvariants
{
    /// <summary>Lets what is under way come to its end, and checks.</summary>
    public static async Task CheckAsync(HubWorld world)
    {
        await world.Settle(3_000);
        var violation = Find(world.Table, world.Payloads, world.CodeOf);
        Assert.True(violation is null, violation);
    }

    /// <returns>The first thing that is wrong; null if nothing is.</returns>
    public static string? Find(IWorldTable table, IWorldPayloads payloads, Func<string, OrchestratorFactory?> code)
    {
        var watch = new LogWatch(payloads.Find, code);
        foreach (var partition in table.Rows.GroupBy(row => row.PartitionKey))
        {
            watch.Written(partition.Key, [.. partition.Select(row => new RowOperation.Insert(row))]);
        }

        watch.RequireRest();
        return watch.Violation;
    }
}
