using Azure.Storage.Blobs;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>What every payload port must do; run on each implementation.</summary>
public abstract class PayloadStoreCompliance
{
    private static readonly CancellationToken s_none = CancellationToken.None;

    internal abstract IPayloadStore NewStore();

    [Fact]
    public async Task Read_Missing_Null()
    {
        var store = await CreateAsync();

        Assert.Null(await store.ReadAsync("a/none", s_none));
    }

    [Fact]
    public async Task Write_ChineseAndEmoji_ComesBack()
    {
        var store = await CreateAsync();
        var text = string.Concat(Enumerable.Repeat("公开年度报告😀", 20_000));

        await store.WriteAsync("a~4e2d@1:x/1", text, s_none);

        Assert.Equal(text, await store.ReadAsync("a~4e2d@1:x/1", s_none));
    }

    [Fact]
    public async Task Write_Twice_NewVersion()
    {
        var store = await CreateAsync();
        await store.WriteAsync("a/1", "x", s_none);
        var first = (await ListAsync(store, "a/")).Single();

        await store.WriteAsync("a/1", "x", s_none);

        Assert.NotEqual(first.ETag, (await ListAsync(store, "a/")).Single().ETag);
    }

    [Fact]
    public async Task List_Prefix_OnlyThose()
    {
        var store = await CreateAsync();
        await store.WriteAsync("a/1", "x", s_none);
        await store.WriteAsync("a/2", "x", s_none);
        await store.WriteAsync("ab/1", "x", s_none);

        Assert.Equal(["a/1", "a/2"], (await ListAsync(store, "a/")).Select(payload => payload.Name));
    }

    [Fact]
    public async Task Delete_ListedVersion_Gone()
    {
        var store = await CreateAsync();
        await store.WriteAsync("a/1", "x", s_none);
        var listed = (await ListAsync(store, "a/")).Single();

        Assert.True(await store.DeleteAsync(listed.Name, listed.ETag, s_none));

        Assert.Null(await store.ReadAsync("a/1", s_none));
    }

    [Fact]
    public async Task Delete_WrittenAgainSinceListing_Spared()
    {
        var store = await CreateAsync();
        await store.WriteAsync("a/1", "x", s_none);
        var listed = (await ListAsync(store, "a/")).Single();
        await store.WriteAsync("a/1", "x", s_none);

        Assert.False(await store.DeleteAsync(listed.Name, listed.ETag, s_none));

        Assert.Equal("x", await store.ReadAsync("a/1", s_none));
    }

    [Fact]
    public async Task Delete_Missing_False()
    {
        var store = await CreateAsync();

        Assert.False(await store.DeleteAsync("a/none", null, s_none));
    }

    private async Task<IPayloadStore> CreateAsync()
    {
        var store = NewStore();
        await store.CreateAsync(s_none);
        return store;
    }

    private static async Task<List<StoredPayload>> ListAsync(IPayloadStore store, string prefix)
    {
        var found = new List<StoredPayload>();
        await foreach (var payload in store.ListAsync(prefix, s_none))
        {
            found.Add(payload);
        }

        return found;
    }
}

/// <summary>In memory.</summary>
public sealed class MemoryPayloadStoreTests : PayloadStoreCompliance
{
    internal override IPayloadStore NewStore() => new MemoryPayloadStore(TimeProvider.System);
}

/// <summary>On Azurite.</summary>
public sealed class AzurePayloadStoreTests(Testing.AzuriteFixture azurite) : PayloadStoreCompliance
{
    internal override IPayloadStore NewStore() =>
        new AzurePayloadStore(new BlobServiceClient(azurite.ConnectionString), Testing.AzuriteFixture.UniqueName("payloads"));
}
