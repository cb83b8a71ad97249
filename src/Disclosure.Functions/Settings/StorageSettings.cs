using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Disclosure.Storage;
using Microsoft.Extensions.Configuration;

namespace Disclosure.Functions.Settings;

/// <summary>
/// The app's own clients to the account that the host uses too: a connection string in <c>AzureWebJobsStorage</c>, or an identity with
/// <c>AzureWebJobsStorage__accountName</c> (or the two service addresses).
/// </summary>
internal static class StorageSettings
{
    private const string Setting = "AzureWebJobsStorage";
    private static readonly TimeSpan s_networkTimeout = TimeSpan.FromSeconds(10);

    public static StorageClients Connect(IConfiguration configuration, string prefix)
    {
        var tables = new TableClientOptions { Retry = { NetworkTimeout = s_networkTimeout } };
        var blobs = new BlobClientOptions { Retry = { NetworkTimeout = s_networkTimeout } };
        if (configuration[Setting] is { Length: > 0 } connection)
        {
            return new StorageClients(new TableServiceClient(connection, tables), new BlobServiceClient(connection, blobs), prefix);
        }

        var section = configuration.GetSection(Setting);
        var account = section["accountName"];
        var tableAddress = section["tableServiceUri"] ?? Address(account, "table");
        var blobAddress = section["blobServiceUri"] ?? Address(account, "blob");
        if (tableAddress is null || blobAddress is null)
        {
            throw new InvalidOperationException(
                $"{Setting} is not set: give a connection string, or {Setting}__accountName (or {Setting}__tableServiceUri and {Setting}__blobServiceUri) to use a managed identity."
            );
        }

        TokenCredential credential = section["clientId"] is { Length: > 0 } clientId
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
            : new DefaultAzureCredential();
        return new StorageClients(
            new TableServiceClient(new Uri(tableAddress), credential, tables),
            new BlobServiceClient(new Uri(blobAddress), credential, blobs),
            prefix
        );
    }

    private static string? Address(string? account, string service) =>
        string.IsNullOrEmpty(account) ? null : $"https://{account}.{service}.core.windows.net";
}
