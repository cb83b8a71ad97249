using System.Text.Json;
using System.Text.Json.Nodes;

namespace Embedded.Functions.Hosting.Settings;

/// <summary>A settings file: JSON with comments and trailing commas, names in any case.</summary>
internal static class JsonFile
{
    /// <summary>Reads the file's object and makes something of it.</summary>
    /// <param name="path">A file; if there is none, <paramref name="absent"/> is the answer.</param>
    /// <param name="absent">The answer for no file.</param>
    /// <param name="read">What to make of it.</param>
    /// <exception cref="InvalidOperationException">It is no JSON object, or <paramref name="read"/> found a value of the wrong kind.</exception>
    public static T Read<T>(string path, T absent, Func<JsonObject, T> read)
    {
        if (!File.Exists(path))
        {
            return absent;
        }

        try
        {
            var node = JsonNode.Parse(
                File.ReadAllText(path),
                new JsonNodeOptions { PropertyNameCaseInsensitive = true },
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            );
            return read(node as JsonObject ?? throw new InvalidOperationException("it holds no object"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidOperationException($"{path} cannot be read: {fault.Message}", fault);
        }
    }
}
