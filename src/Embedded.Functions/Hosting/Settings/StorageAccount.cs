using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Embedded.DurableTask;
using Embedded.Functions.Hosting.Azurite;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting.Settings;

/// <summary>The app's storage account: setting <c>AzureWebJobsStorage</c>.</summary>
internal abstract record StorageAccount
{
    public const string Section = "AzureWebJobsStorage";

    public const string Development = "UseDevelopmentStorage=true";

    private StorageAccount() { }

    /// <summary>Where the emulator is to be, if this is the development account on this machine.</summary>
    public abstract AzuritePorts? Emulator { get; }

    public abstract TableServiceClient CreateTables();

    public abstract BlobServiceClient CreateBlobs();

    /// <summary>Reads the setting.</summary>
    /// <returns>Null if it is not set.</returns>
    /// <exception cref="InvalidOperationException">It is set by halves or is no address.</exception>
    public static StorageAccount? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return new ByConnectionString(section.Value);
        }

        return section.GetChildren().Any() ? ByIdentity.Read(section) : null;
    }

    /// <summary>Reads the setting when the app cannot do without.</summary>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="need">What needs storage, as the beginning of a sentence.</param>
    /// <exception cref="InvalidOperationException">It is not set, or set by halves.</exception>
    public static StorageAccount Require(IConfiguration configuration, string need) =>
        Read(configuration)
        ?? throw new InvalidOperationException(
            $"{need}, and setting {Section} is missing. Set it to a connection string, or {Section}__accountName for an account reached by "
                + $"identity. Only in environment Development it is {Development} by itself."
        );

    private static BlobClientOptions BlobOptions()
    {
        var options = new BlobClientOptions();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }

    private sealed record ByConnectionString(string Value) : StorageAccount
    {
        public override AzuritePorts? Emulator => AzuritePorts.FromConnectionString(Value);

        public override TableServiceClient CreateTables() => TaskHubStorage.CreateTables(Value);

        public override BlobServiceClient CreateBlobs() => new(Value, BlobOptions());

        // A record would print the key.
        public override string ToString() => Section;
    }

    private sealed record ByIdentity(Uri Tables, Uri Blobs, TokenCredential Credential) : StorageAccount
    {
        public override AzuritePorts? Emulator => null;

        public override TableServiceClient CreateTables() => TaskHubStorage.CreateTables(Tables, Credential);

        public override BlobServiceClient CreateBlobs() => new(Blobs, Credential, BlobOptions());

        public static ByIdentity Read(IConfigurationSection section) =>
            new(
                Address(section, "tableServiceUri", "table"),
                Address(section, "blobServiceUri", "blob"),
                new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] })
            );

        private static Uri Address(IConfigurationSection section, string setting, string service)
        {
            if (section[setting] is { Length: > 0 } given)
            {
                return Uri.TryCreate(given, UriKind.Absolute, out var uri)
                    ? uri
                    : throw new InvalidOperationException($"{Section}__{setting} '{given}' is no address.");
            }

            return section["accountName"] is { Length: > 0 } account
                ? new Uri($"https://{account}.{service}.core.windows.net")
                : throw new InvalidOperationException($"{Section} needs {Section}__accountName or {Section}__{setting}.");
        }
    }
}
