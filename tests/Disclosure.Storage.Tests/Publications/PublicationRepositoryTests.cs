using Azure.Core;
using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Publications;
using Testing;

namespace Disclosure.Storage.Tests.Publications;

public sealed class PublicationRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private PublicationRepository Publications => new(Clients);

    [Fact]
    public async Task Save_New_IsReadBackByItsNumber()
    {
        var publication = Some.Publication() with { Status = PublicationStatus.Corrected, StatusAt = Some.At, StatusNote = "更正表二" };

        var saved = await SavedAsync(publication);

        Assert.Equal(saved, await Publications.GetAsync(publication.IndexNumber, Cancel));
        Assert.Equal(publication, saved with { ETag = null });
        Assert.Equal((2020, Some.Organ), (saved.Year, saved.OrganCode));
    }

    [Fact]
    public async Task Get_Unknown_IsNull() => Assert.Null(await Publications.GetAsync(Some.Publication().IndexNumber, Cancel));

    [Fact]
    public async Task Save_SameAgain_IsSavedAndNoChange()
    {
        var first = await SavedAsync(Some.Publication());

        Assert.Equal(first.ETag, (await SavedAsync(Some.Publication())).ETag);
        Assert.Equal(1, (await ChangesAsync(CatalogueCursor.Start)).Next.Sequences.Sum());
    }

    [Fact]
    public async Task Save_OverAnotherWithoutItsVersion_Conflict()
    {
        await SavedAsync(Some.Publication());

        Assert.IsType<PublicationSave.Conflict>(await Publications.SaveAsync(Some.Publication() with { Revision = 4 }, Cancel));
    }

    [Fact]
    public async Task Save_BasedOnAnOldVersion_Conflict()
    {
        var first = await SavedAsync(Some.Publication());
        await SavedAsync(first with { Revision = 4 });

        Assert.IsType<PublicationSave.Conflict>(await Publications.SaveAsync(first with { Revision = 5 }, Cancel));
        Assert.Equal(4, (await Publications.GetAsync(first.IndexNumber, Cancel))!.Revision);
    }

    [Fact]
    public async Task ListByOrgan_Several_HighestNumberFirstAndOnlyThatOrgans()
    {
        foreach (var serial in (int[])[2, 10, 1])
        {
            await SavedAsync(Some.Publication(serial, year: 2010 + serial));
        }

        await SavedAsync(Some.Publication(7, "620700083"));
        await SavedAsync(Some.Publication(1) with { IndexNumber = new IndexNumber(Some.Organ, 2022, 1) });

        Assert.Equal(
            ["2022-00001", "2021-00010", "2021-00002", "2021-00001"],
            (await Publications.ListByOrganAsync(Some.Organ, Cancel)).Select(publication => publication.IndexNumber.ToString()[10..])
        );
    }

    [Fact]
    public async Task ReadChanges_AfterACursor_AreTheNewerStatesOnly()
    {
        var first = await SavedAsync(Some.Publication(1));
        await SavedAsync(Some.Publication(2));
        var start = await ChangesAsync(CatalogueCursor.Start);

        await SavedAsync(first with { Status = PublicationStatus.Withdrawn });
        var then = await ChangesAsync(start.Next);

        Assert.Equal([1, 2], start.Changed.Select(publication => publication.IndexNumber.Serial));
        Assert.Equal((1, PublicationStatus.Withdrawn), (Assert.Single(then.Changed).IndexNumber.Serial, then.Changed[0].Status));
        Assert.Empty((await ChangesAsync(then.Next)).Changed);
        Assert.Equal([2, 1], (await ChangesAsync(CatalogueCursor.Start)).Changed.Select(publication => publication.IndexNumber.Serial));
    }

    [Fact]
    public async Task Save_ManyTimes_LeavesOneChangeRowAPublication()
    {
        var publication = await SavedAsync(Some.Publication());
        for (var revision = 4; revision < 10; revision++)
        {
            publication = await SavedAsync(publication with { Revision = revision });
        }

        var rows = await Clients.Table(StorageNames.Publications).QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public async Task Save_FortyOfOneShardAtOnce_AllAreInTheLogInOrder()
    {
        await Task.WhenAll(Enumerable.Range(1, 40).Select(serial => SavedAsync(Some.Publication(serial))));

        var changes = await ChangesAsync(CatalogueCursor.Start);
        Assert.Equal(Enumerable.Range(1, 40), changes.Changed.Select(publication => publication.IndexNumber.Serial).Order());
        Assert.Equal(40, changes.Next.Sequences.Sum());
    }

    [Theory]
    [InlineData(nameof(Break.BeforeSending))]
    [InlineData(nameof(Break.BeforeTheAnswer))]
    public async Task Save_ConnectionBreaks_IsSavedOnce(string how)
    {
        var policy = new FaultPolicy(Enum.Parse<Break>(how), 1);
        var broken = new PublicationRepository(MakeClients(new HttpPipelinePolicyAt(policy, HttpPipelinePosition.PerRetry)));

        Assert.IsType<PublicationSave.Saved>(await broken.SaveAsync(Some.Publication(), Cancel));

        Assert.Equal(1, (await ChangesAsync(CatalogueCursor.Start)).Next.Sequences.Sum());
    }

    private Task<CatalogueChanges> ChangesAsync(CatalogueCursor known) => Publications.ReadChangesAsync(known, Cancel);

    private async Task<Publication> SavedAsync(Publication publication) =>
        Assert.IsType<PublicationSave.Saved>(await Publications.SaveAsync(publication, Cancel)).Publication;
}
