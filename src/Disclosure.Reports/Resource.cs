using System.Text.Json;

namespace Disclosure.Reports;

/// <summary>The data files that are part of this assembly.</summary>
internal static class Resource
{
    /// <exception cref="InvalidOperationException">The assembly was built without the file.</exception>
    public static byte[] Bytes(string name)
    {
        using var stream =
            typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file '{name}' is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static JsonDocument Json(string name) => JsonDocument.Parse(Bytes(name));
}
