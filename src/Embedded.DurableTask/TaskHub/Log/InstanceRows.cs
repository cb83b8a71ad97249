using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>Instance rows and active rows to and from what they mean.</summary>
internal static class InstanceRows
{
    /// <summary>Of every row kind of this file. A row of another version is refused, never rewritten.</summary>
    public const int SchemaVersion = 1;

    private static readonly RowJson s_json = new(
        new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    /// <summary>The row of a record.</summary>
    public static TableRow ToRow(string partition, InstanceRecord record)
    {
        var row = new TableRow(partition, LogKeys.Instance(LogKeys.Escape(record.InstanceId)));
        row.Set("v", (long)SchemaVersion);
        row.Set("id", record.InstanceId);
        row.Set("name", record.Name);
        row.Set("ver", record.Version);
        row.Set("st", (long)record.Status);
        row.Set("gen", (long)record.Generation);
        row.Set("created", record.CreatedAt);
        row.Set("updated", record.LastUpdatedAt);
        row.Set("sid", record.StartId);
        row.Set("in", record.Input);
        row.Set("out", record.Output);
        row.Set("cs", record.CustomStatus);
        row.Set("fail", record.Failure);
        row.Set("startAt", record.StartAt);
        row.Set("park", record.ParkedReason);
        row.Set("purging", record.IsPurging ? true : null);
        row.Set("purgeAll", record.PurgesChildren ? true : null);
        row.Set("tags", record.Tags is { Count: > 0 } tags ? JsonSerializer.Serialize(tags, s_json.IReadOnlyDictionaryStringString) : null);
        row.Set("parent", record.Parent is { } parent ? JsonSerializer.Serialize(parent, s_json.ParentInfo) : null);
        row.Set("tp", record.TraceParent);
        row.Set("ev", record.EarlierEventIds.Count > 0 ? string.Join(',', record.EarlierEventIds) : null);
        return row;
    }

    /// <summary>The record of a row.</summary>
    /// <exception cref="UnreadableRowException">It is of another schema version, or broken.</exception>
    public static InstanceRecord ToRecord(TableRow row)
    {
        RequireSchema(row);
        try
        {
            return new InstanceRecord
            {
                InstanceId = row.RequiredText("id"),
                Name = row.RequiredText("name"),
                Version = row.Text("ver") ?? "",
                Status = (OrchestrationRuntimeStatus)row.RequiredNumber("st"),
                Generation = (int)row.RequiredNumber("gen"),
                CreatedAt = row.Time("created") ?? default,
                LastUpdatedAt = row.Time("updated") ?? default,
                StartId = row.Text("sid") ?? "",
                Input = row.Text("in"),
                Output = row.Text("out"),
                CustomStatus = row.Text("cs"),
                Failure = row.Text("fail"),
                StartAt = row.Time("startAt"),
                ParkedReason = row.Text("park"),
                IsPurging = row.Flag("purging"),
                PurgesChildren = row.Flag("purgeAll"),
                Tags = row.Text("tags") is { } tags ? JsonSerializer.Deserialize(tags, s_json.IReadOnlyDictionaryStringString) : null,
                Parent = row.Text("parent") is { } parent ? JsonSerializer.Deserialize(parent, s_json.ParentInfo) : null,
                TraceParent = row.Text("tp"),
                EarlierEventIds = row.Text("ev") is { Length: > 0 } ids ? ids.Split(',') : [],
            };
        }
        catch (JsonException problem)
        {
            throw new UnreadableRowException(row.RowKey, problem.Message, problem);
        }
    }

    /// <summary>A failure as text.</summary>
    public static string ToText(FailureInfo failure) => JsonSerializer.Serialize(failure, s_json.FailureInfo);

    /// <summary>A failure from text.</summary>
    public static FailureInfo? ToFailure(string text) => JsonSerializer.Deserialize(text, s_json.FailureInfo);

    /// <summary>Refuses rows of a version that this code does not know.</summary>
    /// <exception cref="UnreadableRowException">It is one.</exception>
    public static void RequireSchema(TableRow row)
    {
        if (row.Number("v") is not SchemaVersion)
        {
            throw new UnreadableRowException(row.RowKey, $"its schema version is {row.Number("v")}, this process knows {SchemaVersion}");
        }
    }
}

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(ParentInfo))]
[JsonSerializable(typeof(FailureInfo))]
internal sealed partial class RowJson : JsonSerializerContext;
