using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;

namespace Embedded.DurableTask.Hub.Shards;

/// <summary>A message as an outbox row lists it.</summary>
internal sealed record OutgoingMessage(
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("k")] string Kind,
    [property: JsonPropertyName("g")] int Generation,
    [property: JsonPropertyName("r")] bool IsRecursive,
    [property: JsonPropertyName("e")] IReadOnlyList<HistoryEvent> Events
)
{
    /// <summary>As a message.</summary>
    public ShardMessage ToMessage(Action? settled, TaskCompletionSource<SubmitOutcome>? reply = null) =>
        Events is [InboundEvent e]
            ? Kind switch
            {
                MessageRows.Signal => new SignalMessage(To, e, IsRecursive) { Settled = settled, Reply = reply },
                MessageRows.Result => new ResultMessage(To, Generation, e) { Settled = settled, Reply = reply },
                _ => throw new JsonException($"A message cannot be of kind '{Kind}'."),
            }
            : throw new JsonException("A message must hold one inbound event.");
}

/// <summary>Inbox and outbox rows to and from messages.</summary>
internal sealed class MessageRows(PayloadCodec codec)
{
    public const string Signal = "signal";
    public const string Result = "result";
    private const string Wake = "wake";
    private const string Purge = "purge";

    private static readonly OutgoingJson s_json = new(
        new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The inbox row of a message.</summary>
    public TableRow ToInboxRow(string partition, string rowKey, ShardMessage message, List<PendingPayload> pending)
    {
        var row = new TableRow(partition, rowKey);
        row.Set("v", (long)InstanceRows.SchemaVersion);
        row.Set("id", message.InstanceId);
        row.Set("sid", message.StartId);
        switch (message)
        {
            case WakeMessage:
                row.Set("k", Wake);
                break;
            case PurgeMessage purge:
                row.Set("k", Purge);
                row.Set("r", purge.IsRecursive);
                break;
            case SignalMessage signal:
                row.Set("k", Signal);
                row.Set("r", signal.IsRecursive);
                codec.WriteEvents(row, LogKeys.Escape(message.InstanceId), [signal.Signal], pending);
                break;
            case ResultMessage result:
                row.Set("k", Result);
                row.Set("g", (long)result.Generation);
                codec.WriteEvents(row, LogKeys.Escape(message.InstanceId), [result.Result], pending);
                break;
            default:
                throw new InvalidOperationException($"{message.GetType().Name} is never kept in an inbox.");
        }

        return row;
    }

    /// <summary>The message of an inbox row.</summary>
    /// <exception cref="UnreadableRowException">It cannot be read.</exception>
    public async ValueTask<ShardMessage> FromInboxRowAsync(TableRow row, CancellationToken cancellationToken)
    {
        InstanceRows.RequireSchema(row);
        var id = row.RequiredText("id");
        ShardMessage message = row.RequiredText("k") switch
        {
            Wake => new WakeMessage(id) { InboxKey = row.RowKey },
            Purge => new PurgeMessage(id, row.Flag("r")) { InboxKey = row.RowKey },
            Signal => new SignalMessage(id, await EventAsync(row, cancellationToken), row.Flag("r")) { InboxKey = row.RowKey },
            Result => new ResultMessage(id, (int)row.RequiredNumber("g"), await EventAsync(row, cancellationToken))
            {
                InboxKey = row.RowKey,
            },
            var kind => throw new UnreadableRowException(row.RowKey, $"unknown message kind '{kind}'"),
        };
        message.StartId = row.Text("sid");
        return message;
    }

    /// <summary>The outbox row of one commit.</summary>
    public TableRow ToOutboxRow(
        string partition,
        string rowKey,
        string key,
        IReadOnlyList<OutgoingMessage> messages,
        List<PendingPayload> pending
    )
    {
        var row = new TableRow(partition, rowKey);
        row.Set("v", (long)InstanceRows.SchemaVersion);
        codec.WriteText(row, key, JsonSerializer.Serialize(messages, s_json.IReadOnlyListOutgoingMessage), pending);
        return row;
    }

    /// <summary>The messages of an outbox row.</summary>
    /// <exception cref="UnreadableRowException">They cannot be read.</exception>
    public async ValueTask<IReadOnlyList<OutgoingMessage>> FromOutboxRowAsync(TableRow row, CancellationToken cancellationToken)
    {
        InstanceRows.RequireSchema(row);
        var json = await codec.ReadTextAsync(row, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(json, s_json.IReadOnlyListOutgoingMessage) ?? [];
        }
        catch (JsonException problem)
        {
            throw new UnreadableRowException(row.RowKey, problem.Message, problem);
        }
    }

    private async ValueTask<InboundEvent> EventAsync(TableRow row, CancellationToken cancellationToken) =>
        await codec.ReadEventsAsync(row, cancellationToken) is [InboundEvent e]
            ? e
            : throw new UnreadableRowException(row.RowKey, "it must hold one inbound event");
}

[JsonSerializable(typeof(IReadOnlyList<OutgoingMessage>))]
internal sealed partial class OutgoingJson : JsonSerializerContext;
