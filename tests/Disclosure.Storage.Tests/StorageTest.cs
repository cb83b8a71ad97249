using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Disclosure.Storage.Tests;

/// <summary>A test with tables and containers of its own, and a clock that stands still.</summary>
public abstract class StorageTest(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _prefix = AzuriteFixture.UniqueName("T");

    internal StorageClients Clients { get; private set; } = null!;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2021, 1, 28, 9, 30, 0, TimeSpan.FromHours(8)));

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Clients = MakeClients();
        await StorageSetup.EnsureCreatedAsync(Clients, Cancel);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Further clients to the same tables, as another process has them.</summary>
    internal StorageClients MakeClients(HttpPipelinePolicyAt? policy = null)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(5);
        if (policy is not null)
        {
            options.AddPolicy(policy.Policy, policy.Position);
        }

        return new StorageClients(
            new TableServiceClient(azurite.ConnectionString, options),
            new BlobServiceClient(azurite.ConnectionString),
            _prefix
        );
    }

    /// <summary>Something between the client and the storage account.</summary>
    internal sealed record HttpPipelinePolicyAt(Azure.Core.Pipeline.HttpPipelinePolicy Policy, HttpPipelinePosition Position);
}
