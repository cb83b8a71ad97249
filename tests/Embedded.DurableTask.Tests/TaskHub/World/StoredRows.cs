using System.Globalization;
using System.Runtime.CompilerServices;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>Rows of the log taken apart, for those who look over the engine's shoulder.</summary>
internal static class StoredRows
{
    /// <summary>The letter that a row's key begins with, and the instance it is of; null for rows of no instance.</summary>
    public static (char Kind, string Key)? PartsOf(string rowKey)
    {
        if (rowKey.Length < 3 || rowKey[1] != '|')
        {
            return null;
        }

        var end = rowKey.IndexOf('|', 2);
        return (rowKey[0], end < 0 ? rowKey[2..] : rowKey[2..end]);
    }

    /// <summary>Generation and number of the commit that a history row holds.</summary>
    public static (int Generation, int Sequence) PlaceOf(string rowKey) => (Number(rowKey[^17..^9]), Number(rowKey[^8..]));

    /// <summary>The events of a row, payloads and all.</summary>
    /// <exception cref="UnreadableRowException">It cannot be read, or a payload is missing.</exception>
    public static IReadOnlyList<HistoryEvent> EventsOf(TableRow row, Func<string, string?> payload)
    {
        // Payloads that are at hand: it is done before the call returns.
        var reading = new PayloadCodec(new AtHand(payload), 30_000).ReadEventsAsync(row, CancellationToken.None);
        return reading.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The payloads that a row names, directly or in its events.</summary>
    public static IReadOnlyList<string> PayloadsOf(TableRow row, Func<string, string?> payload)
    {
        var names = row.Properties.Values.OfType<string>().Select(PayloadCodec.ReferenceOf).OfType<string>().ToList();
        var text = ChunkedText.Read(row);
        if (row.Text("b") is { } whole)
        {
            names.Add(whole);
            text = payload(whole);
        }

        if (text is not null && row.RowKey[0] is 'h' or 'm')
        {
            names.AddRange(
                HistorySerializer.Deserialize(text!).SelectMany(PayloadVisitor.TextsOf).Select(PayloadCodec.ReferenceOf).OfType<string>()
            );
        }

        return names;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private sealed class AtHand(Func<string, string?> payload) : IPayloadStore
    {
        public Task CreateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteAsync(string name, string content, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(payload(name));

        public async IAsyncEnumerable<StoredPayload> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
