namespace Embedded.Functions.Hosting.Azurite;

/// <summary>Finds the folder whose <c>package.json</c> pins Azurite.</summary>
public static class PackageRoot
{
    /// <summary>The nearest folder at or above <paramref name="from"/> with a <c>package.json</c> that names azurite; null if there is none.</summary>
    public static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "package.json");
            if (File.Exists(file) && File.ReadAllText(file).Contains("\"azurite\"", StringComparison.Ordinal))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
