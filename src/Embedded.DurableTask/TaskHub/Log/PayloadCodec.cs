using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>A payload to be written to a blob before the commit that names it.</summary>
internal sealed record PendingPayload(string Name, string Content);

/// <summary>
/// Turns texts into what rows hold and back. A text beyond the threshold is held as a reference to a blob named by the instance
/// and the SHA-256 of the content.
/// </summary>
internal sealed class PayloadCodec(IPayloadStore payloads, int threshold)
{
    // No JSON begins with it, and a custom converter's text that does is escaped by doubling it.
    private const char Mark = '\u0001';
    private const string Reference = "\u0001b:";

    /// <summary>The stored form of a text. A payload that must be written first is added to <paramref name="pending"/>.</summary>
    public string? Store(string key, string? text, List<PendingPayload> pending)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > threshold)
        {
            return Reference + Put(key, text, pending);
        }

        return text.StartsWith(Mark) ? Mark + text : text;
    }

    /// <summary>The text of a stored form.</summary>
    /// <exception cref="UnreadableRowException">The blob is missing.</exception>
    public async ValueTask<string?> LoadAsync(string rowKey, string? stored, CancellationToken cancellationToken)
    {
        if (stored is null || !stored.StartsWith(Mark))
        {
            return stored;
        }

        return ReferenceOf(stored) is { } name ? await GetAsync(rowKey, name, cancellationToken) : stored[1..];
    }

    /// <summary>The blob a stored form names; null if it is the text itself.</summary>
    public static string? ReferenceOf(string? stored) =>
        stored is not null && stored.StartsWith(Reference, StringComparison.Ordinal) ? stored[Reference.Length..] : null;

    /// <summary>Puts a commit's (or message's) events into a row.</summary>
    public void WriteEvents(TableRow row, string key, IReadOnlyList<HistoryEvent> events, List<PendingPayload> pending)
    {
        HistoryEvent[]? stored = null;
        for (var i = 0; i < events.Count; i++)
        {
            var mapped = PayloadVisitor.Map(events[i], text => Store(key, text, pending));
            if (!ReferenceEquals(mapped, events[i]))
            {
                stored ??= [.. events];
                stored[i] = mapped;
            }
        }

        WriteText(row, key, HistorySerializer.Serialize(stored ?? events), pending);
    }

    /// <summary>The events of a row.</summary>
    /// <exception cref="UnreadableRowException">They cannot be read.</exception>
    public ValueTask<IReadOnlyList<HistoryEvent>> ReadEventsAsync(TableRow row, CancellationToken cancellationToken) =>
        ReadEventsAsync(row, withPayloads: true, cancellationToken);

    /// <summary>The events of a row. Without payloads, those kept in blobs are left in their stored form.</summary>
    /// <exception cref="UnreadableRowException">They cannot be read.</exception>
    public async ValueTask<IReadOnlyList<HistoryEvent>> ReadEventsAsync(
        TableRow row,
        bool withPayloads,
        CancellationToken cancellationToken
    )
    {
        var json = await ReadTextAsync(row, cancellationToken);
        IReadOnlyList<HistoryEvent> events;
        try
        {
            events = HistorySerializer.Deserialize(json);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or NotSupportedException)
        {
            throw new UnreadableRowException(row.RowKey, problem.Message, problem);
        }

        if (!withPayloads || !json.Contains("\\u0001", StringComparison.Ordinal))
        {
            return events;
        }

        var restored = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var found in events.SelectMany(PayloadVisitor.TextsOf).Where(text => text.StartsWith(Mark)))
        {
            restored[found] = await LoadAsync(row.RowKey, found, cancellationToken);
        }

        return events
            .Select(e => PayloadVisitor.Map(e, text => text is not null && restored.TryGetValue(text, out var was) ? was : text))
            .ToImmutableArray();
    }

    /// <summary>Puts a text of any length into a row.</summary>
    public void WriteText(TableRow row, string key, string text, List<PendingPayload> pending)
    {
        if (text.Length > ChunkedText.Longest)
        {
            row.Properties["b"] = Put(key, text, pending);
        }
        else
        {
            ChunkedText.Write(row, text);
        }
    }

    /// <summary>The text of a row.</summary>
    /// <exception cref="UnreadableRowException">There is none, or its blob is missing.</exception>
    public async ValueTask<string> ReadTextAsync(TableRow row, CancellationToken cancellationToken)
    {
        if (row.Text("b") is { } name)
        {
            return await GetAsync(row.RowKey, name, cancellationToken);
        }

        return ChunkedText.Read(row) ?? throw new UnreadableRowException(row.RowKey, "it has no data");
    }

    private static string Put(string key, string text, List<PendingPayload> pending)
    {
        var name = $"{key}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
        if (!pending.Exists(payload => string.Equals(payload.Name, name, StringComparison.Ordinal)))
        {
            pending.Add(new PendingPayload(name, text));
        }

        return name;
    }

    private async Task<string> GetAsync(string rowKey, string name, CancellationToken cancellationToken) =>
        await payloads.ReadAsync(name, cancellationToken) ?? throw new UnreadableRowException(rowKey, $"its payload '{name}' is missing");
}
