using Azure.Data.Tables;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

/// <summary>Somebody with access to the store changes rows behind our back.</summary>
public sealed class AuditTrailTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    private TableClient Table => Clients.Table(StorageNames.Dossiers);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var drafts = Enumerable.Range(1, 5).Select(n => Some.Draft($"step.{n}")).ToList();
        await Reports.CommitAsync(new ReportChange { Next = Some.Report(), Audit = drafts }, Cancel);
    }

    [Fact]
    public async Task GetAuditTrail_Untouched_IntactWithItsHead()
    {
        var trail = (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!;

        Assert.Equal(new AuditVerdict.Intact(5, (await Reports.GetAsync(Some.Id, Cancel))!.AuditHead), trail.Verdict);
        Assert.Equal(5, trail.Entries.Count);
    }

    [Fact]
    public async Task F68_GetAuditTrail_TextReplacedInARow_TamperedThere()
    {
        await ChangeAsync(3, row => row["Body"] = row.GetString("Body").Replace("张伟", "李伟", StringComparison.Ordinal));

        Assert.Equal(new AuditVerdict.Tampered(3), await VerdictAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"seq\":3}")]
    public async Task GetAuditTrail_RowThatNobodyCanRead_TamperedThere(string body)
    {
        await ChangeAsync(3, row => row["Body"] = body);

        Assert.Equal(new AuditVerdict.Tampered(3), await VerdictAsync());
    }

    [Fact]
    public async Task GetAuditTrail_RowDeleted_Gap()
    {
        await Table.DeleteEntityAsync(Some.Organ.Value, DossierKeys.Audit(Some.Id, 2), cancellationToken: Cancel);

        Assert.Equal(new AuditVerdict.Gap(2), await VerdictAsync());
    }

    [Fact]
    public async Task GetAuditTrail_LastRowDeleted_Truncated()
    {
        await Table.DeleteEntityAsync(Some.Organ.Value, DossierKeys.Audit(Some.Id, 5), cancellationToken: Cancel);

        Assert.Equal(new AuditVerdict.Truncated(4, 5), await VerdictAsync());
    }

    [Fact]
    public async Task GetAuditTrail_RowAdded_TamperedThere()
    {
        var trail = (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!;
        var extra = AuditChain.Extend(Some.Id, trail.Head, [Some.Draft("extra")], Some.At)[0];
        await Table.AddEntityAsync(DossierRows.Audit.Write(Some.Organ.Value, DossierKeys.Audit(Some.Id, 6), extra), Cancel);

        Assert.Equal(new AuditVerdict.Tampered(6), await VerdictAsync());
    }

    [Fact]
    public async Task F69_GetAuditTrail_AnotherHeadWasPublished_RolledBack()
    {
        var trail = await Reports.GetAuditTrailAsync(Some.Id, [new AuditAnchor(4, new string('a', 64))], Cancel);

        Assert.Equal(new AuditVerdict.RolledBack(4), trail!.Verdict);
    }

    [Fact]
    public async Task GetAuditTrail_WhileOthersCommit_NeverCriesWolf()
    {
        using var done = new CancellationTokenSource();
        var writer = WriteAsync(done.Token);
        for (var read = 0; read < 20; read++)
        {
            Assert.True((await VerdictAsync()).IsIntact);
        }

        await done.CancelAsync();
        await writer;
    }

    private async Task WriteAsync(CancellationToken until)
    {
        for (var n = 0; !until.IsCancellationRequested; n++)
        {
            var based = (await Reports.GetAsync(Some.Id, Cancel))!;
            await Reports.CommitAsync(
                new ReportChange
                {
                    Based = based,
                    Next = based,
                    Audit = [Some.Draft($"more.{n}")],
                },
                Cancel
            );
        }
    }

    private async Task<AuditVerdict> VerdictAsync() => (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!.Verdict;

    private async Task ChangeAsync(int seq, Action<TableEntity> change)
    {
        TableEntity row = await Table.GetEntityAsync<TableEntity>(
            Some.Organ.Value,
            DossierKeys.Audit(Some.Id, seq),
            cancellationToken: Cancel
        );
        change(row);
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel);
    }
}
