using Azure.Core;
using Azure.Core.Pipeline;
using Disclosure.Storage.Publications;
using Testing;

namespace Disclosure.Storage.Tests.Publications;

public sealed class CatalogueTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private PublicationRepository Publications => new(Clients);

    [Fact]
    public async Task Query_AllOrgans_NewestFirstInPages()
    {
        await SaveAsync([.. Enumerable.Range(1, 25).Select(n => Some.Publication(n, $"6207000{n:D2}", at: Some.At.AddHours(n % 5)))]);
        using var catalogue = NewCatalogue();

        var first = await catalogue.QueryAsync(new CatalogueQuery { PageSize = 10 }, Cancel);
        var third = await catalogue.QueryAsync(new CatalogueQuery { PageSize = 10, Page = 3 }, Cancel);
        var all = await catalogue.AllAsync(Cancel);

        Assert.Equal((25, 1, 3, 10), (first.Total, first.Page, first.PageCount, first.Items.Count));
        Assert.Equal(5, third.Items.Count);
        Assert.Equal(
            all.OrderByDescending(publication => publication.PublishedAt).Select(p => p.IndexNumber),
            all.Select(p => p.IndexNumber)
        );
        Assert.Equal(all.Take(10), first.Items);
        Assert.Equal(all.Skip(20), third.Items);
        Assert.Equal(all.Take(3), await catalogue.NewestAsync(3, Cancel));
    }

    [Fact]
    public async Task Query_PageOutside_IsEmptyOrTheFirst()
    {
        await SaveAsync(Some.Publication());
        using var catalogue = NewCatalogue();

        Assert.Empty((await catalogue.QueryAsync(new CatalogueQuery { Page = 2 }, Cancel)).Items);
        Assert.Empty((await catalogue.QueryAsync(new CatalogueQuery { Page = int.MaxValue, PageSize = int.MaxValue }, Cancel)).Items);
        Assert.Single((await catalogue.QueryAsync(new CatalogueQuery { Page = -1, PageSize = 0 }, Cancel)).Items);
    }

    [Theory]
    [InlineData("甘州区", 2)]
    [InlineData("甘州区 2019", 1)]
    [InlineData("２０１９\u3000甘州", 1)]
    [InlineData("620700082/2021-00002", 1)]
    [InlineData("ABC700083", 1)]
    [InlineData("abc", 1)]
    [InlineData("没有", 0)]
    [InlineData("  ", 3)]
    public async Task Query_Words_AreAllInTitleOrganOrNumber(string text, int found)
    {
        await SaveAsync(
            Some.Publication(1, year: 2019),
            Some.Publication(2),
            Some.Publication(1, "ABC700083") with
            {
                Title = "山丹县2020年政府信息公开工作年度报告",
                OrganName = "山丹县人民政府",
            }
        );
        using var catalogue = NewCatalogue();

        Assert.Equal(found, (await catalogue.QueryAsync(new CatalogueQuery { Text = text }, Cancel)).Total);
    }

    // Not in the theory: attributes are stored as UTF-8, where half a pair cannot be.
    [Fact]
    public async Task Query_HalfASurrogatePair_FindsNothing()
    {
        await SaveAsync(Some.Publication());
        using var catalogue = NewCatalogue();

        Assert.Equal(0, (await catalogue.QueryAsync(new CatalogueQuery { Text = "\ud800" }, Cancel)).Total);
    }

    [Fact]
    public async Task Query_YearOrganStatus_Filter()
    {
        await SaveAsync(
            Some.Publication(1, year: 2019),
            Some.Publication(2),
            Some.Publication(3, year: 2018) with
            {
                Status = PublicationStatus.Withdrawn,
            },
            Some.Publication(1, "620700083")
        );
        using var catalogue = NewCatalogue();

        Assert.Equal(2, await TotalAsync(new CatalogueQuery { Year = 2020 }));
        Assert.Equal(2, await TotalAsync(new CatalogueQuery { Organ = Some.Organ }));
        Assert.Equal(1, await TotalAsync(new CatalogueQuery { Organ = Some.Organ, Year = 2020 }));
        Assert.Equal(1, await TotalAsync(new CatalogueQuery { Status = PublicationStatus.Withdrawn }));
        Assert.Equal(3, await TotalAsync(new CatalogueQuery()));
        Assert.Equal(3, (await catalogue.AllAsync(Cancel)).Count);
        var facets = await catalogue.FacetsAsync(Cancel);
        Assert.Equal([2020, 2019], facets.Years);
        Assert.Equal(["620700082", "620700083"], facets.Organs.Select(organ => organ.Key.Value));

        async Task<int> TotalAsync(CatalogueQuery query) => (await catalogue.QueryAsync(query, Cancel)).Total;
    }

    [Fact]
    public async Task Query_SavedByAnotherProcess_IsSeenWhenStale()
    {
        using var catalogue = NewCatalogue();
        Assert.Empty(await catalogue.AllAsync(Cancel));
        await SaveAsync(Some.Publication());

        Time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Empty(await catalogue.AllAsync(Cancel));

        Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Single(await catalogue.AllAsync(Cancel));
    }

    [Fact]
    public async Task Expire_AfterAnOwnSave_IsSeenAtOnce()
    {
        using var catalogue = NewCatalogue();
        Assert.Empty(await catalogue.AllAsync(Cancel));
        await SaveAsync(Some.Publication());

        catalogue.Expire();

        Assert.Single(await catalogue.AllAsync(Cancel));
    }

    [Fact]
    public async Task Query_CorrectedAndWithdrawn_ReplaceTheFormerState()
    {
        using var catalogue = NewCatalogue();
        var saved = Assert.IsType<PublicationSave.Saved>(await Publications.SaveAsync(Some.Publication(), Cancel)).Publication;
        Assert.Single(await catalogue.AllAsync(Cancel));

        await SaveAsync(saved with { Status = PublicationStatus.Withdrawn });
        catalogue.Expire();

        Assert.Empty(await catalogue.AllAsync(Cancel));
    }

    [Fact]
    public async Task Query_WhileFresh_ReadsNothing()
    {
        var counter = new CountingPolicy();
        using var catalogue = new Catalogue(
            new PublicationRepository(MakeClients(new HttpPipelinePolicyAt(counter, HttpPipelinePosition.PerCall))),
            Time
        );
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => catalogue.QueryAsync(new CatalogueQuery(), Cancel)));

        Assert.Equal(PublicationKeys.Shards, counter.Count);
    }

    private Catalogue NewCatalogue() => new(Publications, Time);

    private async Task SaveAsync(params Publication[] publications)
    {
        foreach (var publication in publications)
        {
            Assert.IsType<PublicationSave.Saved>(await Publications.SaveAsync(publication, Cancel));
        }
    }

    private sealed class CountingPolicy : HttpPipelinePolicy
    {
        private int _count;

        public int Count => _count;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref _count);
            return ProcessNextAsync(message, pipeline);
        }
    }
}
