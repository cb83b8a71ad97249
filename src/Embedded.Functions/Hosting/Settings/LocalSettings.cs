using System.Text.Json.Nodes;

namespace Embedded.Functions.Hosting.Settings;

/// <summary>
/// <c>local.settings.json</c>, as Core Tools treat it: its values are as if they were environment variables, and a real variable of
/// the same name wins.
/// </summary>
internal static class LocalSettings
{
    /// <returns>Configuration keys and values; empty if there is no file.</returns>
    /// <exception cref="InvalidOperationException">The file is encrypted or malformed.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string folder) =>
        JsonFile.Read(Path.Combine(folder, "local.settings.json"), new Dictionary<string, string?>(), Values);

    private static Dictionary<string, string?> Values(JsonObject root)
    {
        if (root["IsEncrypted"]?.GetValue<bool>() == true)
        {
            throw new InvalidOperationException("encrypted settings belong to Core Tools; set IsEncrypted to false");
        }

        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Add(root["Values"], "");
        Add(root["ConnectionStrings"], "ConnectionStrings:");
        return values;

        void Add(JsonNode? section, string prefix)
        {
            foreach (var (key, value) in section?.AsObject() ?? [])
            {
                values[prefix + key.Replace("__", ":", StringComparison.Ordinal)] = value?.ToString();
            }
        }
    }
}
