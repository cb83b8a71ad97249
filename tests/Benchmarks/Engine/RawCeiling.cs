using System.Diagnostics;
using Azure.Data.Tables;

namespace Benchmarks.Engine;

/// <summary>What Azurite does at best on this machine now: transactions of so many rows, one of them conditional, in four partitions at once.</summary>
internal static class RawCeiling
{
    private const int Partitions = 4;

    public static async Task<double> TransactionsPerSecondAsync(TableServiceClient service, int rows, TimeSpan duration)
    {
        var table = service.GetTableClient($"ceiling{rows}");
        await table.CreateIfNotExistsAsync();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Partitions).Select(p => WriteAsync(table, p, rows, clock, duration)));
        var perSecond = counts.Sum() / clock.Elapsed.TotalSeconds;
        await table.DeleteAsync();
        return perSecond;
    }

    private static async Task<int> WriteAsync(TableClient table, int number, int rows, Stopwatch clock, TimeSpan duration)
    {
        var partition = $"p{number}";
        var etag = (await table.AddEntityAsync(new TableEntity(partition, "!"))).Headers.ETag!.Value;
        var data = new string('x', 300);
        var count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            var actions = new List<TableTransactionAction>
            {
                new(TableTransactionActionType.UpdateReplace, new TableEntity(partition, "!") { ["commit"] = $"{count}" }, etag),
            };
            for (var row = 1; row < rows; row++)
            {
                var entity = new TableEntity(partition, $"h|{count:D8}|{row:D4}") { ["d"] = data };
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, entity));
            }

            etag = (await table.SubmitTransactionAsync(actions)).Value[0].Headers.ETag!.Value;
        }

        return count;
    }
}
