namespace Testing;

/// <summary>The checkout that the running tests were built from.</summary>
public static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file of the checkout, by its path from <see cref="Root"/> with slashes.</summary>
    public static string PathOf(string path) => Path.Combine(Root, Path.Combine(path.Split('/')));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Disclosure.Functions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Disclosure.Functions.sln above {AppContext.BaseDirectory}.");
    }
}
