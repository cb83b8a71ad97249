using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

/// <summary>Last year's report that was imported beside this year's.</summary>
public sealed class PriorTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    [Fact]
    public async Task Commit_WithPrior_KeepsItWithItsAuditEntry()
    {
        var report = await CreateAsync();
        Assert.Null(await Reports.GetPriorAsync(Some.Id, Cancel));

        await CommitAsync(report, Some.Prior());

        Assert.Equal(Some.Prior(), await Reports.GetPriorAsync(Some.Id, Cancel));
        var dossier = (await Reports.GetDossierAsync(Some.Id, Cancel))!;
        Assert.Equal("prior.imported", Assert.Single(dossier.Audit).Action);
    }

    [Fact]
    public async Task Commit_AnotherPrior_ReplacesIt()
    {
        var report = await CommitAsync(await CreateAsync(), Some.Prior());

        await CommitAsync(report, Some.Prior() with { PlacedCells = 7 });

        Assert.Equal(7, (await Reports.GetPriorAsync(Some.Id, Cancel))!.PlacedCells);
    }

    [Fact]
    public async Task Commit_PriorWithoutDigest_TakesItAway()
    {
        var report = await CommitAsync(await CreateAsync(), Some.Prior());

        await CommitAsync(report, Some.Prior() with { Digest = null });

        Assert.Null(await Reports.GetPriorAsync(Some.Id, Cancel));
    }

    [Fact]
    public async Task Commit_PriorOnAStaleReport_KeepsNothing()
    {
        var report = await CreateAsync();
        await CommitAsync(report, null);

        var result = await Reports.CommitAsync(Change(report, Some.Prior()), Cancel);

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Null(await Reports.GetPriorAsync(Some.Id, Cancel));
    }

    private async Task<StoredReport> CreateAsync() =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(new ReportChange { Next = Some.Report() }, Cancel)).Report;

    private async Task<StoredReport> CommitAsync(StoredReport report, StoredPrior? prior) =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(Change(report, prior), Cancel)).Report;

    private static ReportChange Change(StoredReport report, StoredPrior? prior) =>
        new()
        {
            Based = report,
            Next = report,
            Prior = prior,
            Audit = [Some.Draft("prior.imported")],
        };
}
