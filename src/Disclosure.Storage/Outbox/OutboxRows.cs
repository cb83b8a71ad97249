using Azure.Data.Tables;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Outbox;

/// <summary>Rows of the outbox: <c>m|{id}</c> the message, <c>p|{id}</c> the marker of one that has not gone out.</summary>
internal static class OutboxRows
{
    private const string MessageKind = "m";
    private const string MarkerKind = "p";
    private static readonly RowFormat<OutboxMessage> s_format = new(1);

    public static (string From, string Before) Messages => (MessageKind + Keys.Separator, MessageKind + Keys.Behind);

    public static (string From, string Before) Markers => (MarkerKind + Keys.Separator, MarkerKind + Keys.Behind);

    public static string Partition(string id) => Keys.Bucket(id, OutboxRepository.Buckets);

    public static string MessageKey(string id) => Keys.Join(MessageKind, Keys.Part(id));

    public static TableEntity Message(OutboxMessage message)
    {
        var row = s_format.Write(Partition(message.Id), MessageKey(message.Id), message);
        row["To"] = Address(message.ToEmail);
        row["State"] = message.State.ToString();
        if (message.SentAt is { } sent)
        {
            row["SentAt"] = sent;
        }

        return row;
    }

    public static TableEntity Marker(OutboxMessage message) =>
        new(Partition(message.Id), Keys.Join(MarkerKind, Keys.Part(message.Id))) { ["Id"] = message.Id, ["Due"] = message.NextAttemptAt };

    public static OutboxMessage Read(TableEntity row) => s_format.Read(row) with { ETag = row.ETag.ToString() };

    public static string ReadMarker(TableEntity row) =>
        row.GetString("Id") ?? throw new DamagedRowException($"Row '{row.PartitionKey}' / '{row.RowKey}' names no message.");

    public static DateTimeOffset DueOf(TableEntity marker) =>
        marker.GetDateTimeOffset("Due")
        ?? throw new DamagedRowException($"Row '{marker.PartitionKey}' / '{marker.RowKey}' has no due time.");

    public static string Address(string email) => email.Trim().ToLowerInvariant();
}
