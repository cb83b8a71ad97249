using Disclosure.Reports;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

public sealed class SerialTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    [Fact]
    public async Task ClaimSerial_First_IsOneAndStandsInTheAuditTrail()
    {
        var committed = await ClaimAsync(Some.Id, 2021);

        Assert.Equal(IndexNumber.Parse("620700082/2021-00001"), committed.Publication!.IndexNumber);
        Assert.Equal(committed.Publication, (await Reports.GetAsync(Some.Id, Cancel))!.Publication);
        var entry = (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!.Entries[^1];
        Assert.Equal("620700082/2021-00001", entry.Details["indexNumber"]);
    }

    [Fact]
    public async Task ClaimSerial_OtherYearOrOrgan_CountsFromOne()
    {
        var numbers = new List<string>();
        foreach (
            var (id, year) in ((string, int)[])
                [("620700082-2018", 2021), ("620700082-2019", 2021), ("620700082-2020", 2022), ("620700083-2020", 2021)]
        )
        {
            numbers.Add((await ClaimAsync(ReportId.Parse(id), year)).Publication!.IndexNumber.ToString());
        }

        Assert.Equal(["620700082/2021-00001", "620700082/2021-00002", "620700082/2022-00001", "620700083/2021-00001"], numbers);
    }

    [Fact]
    public async Task ClaimSerial_ChangeRefused_NumberIsNotLost()
    {
        var old = await CreateAsync(Some.Id);
        var newer = Assert
            .IsType<CommitResult.Committed>(await Reports.CommitAsync(new ReportChange { Based = old, Next = old }, Cancel))
            .Report;

        Assert.IsType<CommitResult.Conflict>(await Reports.CommitAsync(Claim(old, 2021), Cancel));

        var claimed = Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(Claim(newer, 2021), Cancel)).Report;
        Assert.Equal(1, claimed.Publication!.IndexNumber.Serial);
    }

    [Fact]
    public async Task ClaimSerial_TwoReportsAtOnce_LoserGetsConflictAndNoNumber()
    {
        var reports = await Task.WhenAll(Enumerable.Range(2000, 10).Select(year => CreateAsync(new ReportId(Some.Organ, year))));

        var results = await Task.WhenAll(reports.Select(report => Reports.CommitAsync(Claim(report, 2021), Cancel)));

        var serials = results.OfType<CommitResult.Committed>().Select(won => won.Report.Publication!.IndexNumber.Serial).Order().ToList();
        Assert.NotEmpty(serials);
        Assert.Equal(Enumerable.Range(1, serials.Count), serials);
        Assert.Equal(10 - serials.Count, results.OfType<CommitResult.Conflict>().Count());
        var stored = await Reports.ListByOrganAsync(Some.Organ, Cancel);
        Assert.Equal(serials.Count, stored.Count(report => report.Publication is not null));
    }

    private async Task<StoredReport> ClaimAsync(ReportId id, int year) =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(Claim(await CreateAsync(id), year), Cancel)).Report;

    private async Task<StoredReport> CreateAsync(ReportId id) =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(new ReportChange { Next = Some.Report(id) }, Cancel)).Report;

    private static ReportChange Claim(StoredReport based, int year) =>
        new()
        {
            Based = based,
            Next = based,
            ClaimSerial = year,
            Audit = [Some.Draft("number.allotted")],
        };
}
