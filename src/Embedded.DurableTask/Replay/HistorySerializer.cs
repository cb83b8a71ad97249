using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.DurableTask.Replay;

/// <summary>A commit as the JSON of its history row.</summary>
internal static class HistorySerializer
{
    /// <summary>Stands in the row beside the JSON. A row of another version is refused, never rewritten.</summary>
    public const int SchemaVersion = 1;

    private static readonly HistoryJson Json = new(
        new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Payloads are JSON within JSON, and Chinese: the default encoder would write six characters for each quote and hanzi.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }
    );

    public static string Serialize(IReadOnlyList<HistoryEvent> commit) => JsonSerializer.Serialize(commit, Json.IReadOnlyListHistoryEvent);

    /// <exception cref="JsonException">The text is no commit.</exception>
    public static IReadOnlyList<HistoryEvent> Deserialize(string json) =>
        JsonSerializer.Deserialize(json, Json.IReadOnlyListHistoryEvent) ?? throw new JsonException("A commit cannot be null.");
}

[JsonSerializable(typeof(IReadOnlyList<HistoryEvent>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
