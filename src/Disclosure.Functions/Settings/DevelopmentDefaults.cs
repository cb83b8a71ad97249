using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Disclosure.Functions.Settings;

/// <summary>
/// What a first start on a developer's machine fills in: storage on the emulator, an address, and a link key of its own kept in a
/// git-ignored file, so that links of earlier runs go on working. Nothing of this happens outside Development.
/// </summary>
internal static class DevelopmentDefaults
{
    private const string KeyFile = "link-key.txt";
    private const string DefaultAddress = "http://localhost:7071";

    /// <summary>Adds a default for every setting that is not set.</summary>
    public static void Apply(IConfigurationManager configuration)
    {
        Dictionary<string, string?> defaults = [];
        Default("AzureWebJobsStorage", () => "UseDevelopmentStorage=true");
        Default("Disclosure:PublicBaseUrl", () => (configuration["ASPNETCORE_URLS"]?.Split(';')[0] ?? DefaultAddress).TrimEnd('/'));
        Default("Disclosure:LinkKey", () => LinkKey(DataPath(configuration)));
        configuration.AddInMemoryCollection(defaults);

        void Default(string name, Func<string> value)
        {
            if (string.IsNullOrEmpty(configuration[name]))
            {
                defaults[name] = value();
            }
        }
    }

    // Beside package.json, where the emulator's data are too, from whichever folder the app was started.
    private static string DataPath(IConfiguration configuration)
    {
        if (configuration["Embedded:DataPath"] is { Length: > 0 } path)
        {
            return path;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "package.json")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? Environment.CurrentDirectory, ".data");
    }

    // Two processes may start at once: the first to make the file wins, and both use what stands in it.
    private static string LinkKey(string dataPath)
    {
        Directory.CreateDirectory(dataPath);
        var file = Path.Combine(dataPath, KeyFile);
        if (!File.Exists(file))
        {
            var draft = $"{file}.{Environment.ProcessId}";
            File.WriteAllText(draft, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            try
            {
                File.Move(draft, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllText(file).Trim();
    }
}
