using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Testing;

namespace Disclosure.Storage.Tests;

public sealed class StorageSetupTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    [Fact]
    public async Task EnsureCreated_Again_LeavesWhatIsThere()
    {
        await Clients.Table(StorageNames.Signals).AddEntityAsync(new TableEntity("p", "r"), Cancel);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StorageSetup.EnsureCreatedAsync(MakeClients(), Cancel)));

        Assert.True((await Clients.Table(StorageNames.Signals).GetEntityIfExistsAsync<TableEntity>("p", "r", null, Cancel)).HasValue);
    }

    [Fact]
    public async Task EnsureCreated_Fresh_MakesAllOfThem()
    {
        var tables = new List<string>();
        await foreach (
            var table in Clients.Tables.QueryAsync($"TableName ge '{Clients.Prefix}' and TableName lt '{Clients.Prefix}~'", null, Cancel)
        )
        {
            tables.Add(table.Name[Clients.Prefix.Length..]);
        }

        Assert.Equal(StorageNames.AllTables.Order(StringComparer.Ordinal), tables.Order(StringComparer.Ordinal));
        Assert.All(StorageNames.AllContainers, name => Assert.True(Clients.Container(name).Exists(Cancel)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("甲")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx")]
    public void StorageClients_PrefixThatNamesNoTable_Refused(string prefix) =>
        Assert.Throws<ArgumentException>(() =>
            new StorageClients(
                new TableServiceClient("UseDevelopmentStorage=true"),
                new BlobServiceClient("UseDevelopmentStorage=true"),
                prefix
            )
        );

    [Fact]
    public void RandomIds_Thousand_AreDifferentAndOfOneShape()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => RandomIds.Next()).ToList();

        Assert.Equal(1_000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{24}$", id));
    }
}
