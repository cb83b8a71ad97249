using Azure.Core;
using Azure.Data.Tables;

namespace Embedded.DurableTask;

/// <summary>Makes the table client that a task hub wants.</summary>
public static class TaskHubStorage
{
    /// <summary>
    /// Options without retries: a retry inside the client turns a commit that went through into a refusal. The hub itself retries,
    /// after it has looked what became of the first try.
    /// </summary>
    public static TableClientOptions CreateOptions()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        return options;
    }

    /// <summary>A client by connection string.</summary>
    public static TableServiceClient CreateTables(string connectionString) => new(connectionString, CreateOptions());

    /// <summary>A client by address and identity.</summary>
    public static TableServiceClient CreateTables(Uri serviceUri, TokenCredential credential) =>
        new(serviceUri, credential, CreateOptions());
}
