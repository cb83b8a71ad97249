using System.Text.Json;

namespace Disclosure.Reports;

/// <summary>Short forms for reading data files whose optional members may be absent or null.</summary>
internal static class JsonElements
{
    extension(JsonElement element)
    {
        /// <exception cref="KeyNotFoundException">No such member.</exception>
        public string Text(string name) => element.GetProperty(name).GetString() ?? string.Empty;

        public string? OptionalText(string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        public int Number(string name) => element.GetProperty(name).GetInt32();

        public int OptionalNumber(string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

        public bool Flag(string name, bool otherwise) =>
            element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? value.GetBoolean()
                : otherwise;

        /// <summary>The items of an array member; none if it is absent or null.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

        public IReadOnlyList<string> Texts(string name) => [.. element.Items(name).Select(item => item.GetString() ?? string.Empty)];
    }
}
