using Azure.Core;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

public sealed class CommitFaultTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    // PerCall breaks outside of the client's own retries, PerRetry inside: then the client sends the write again by itself.
    [Theory]
    [InlineData(nameof(Break.BeforeSending), HttpPipelinePosition.PerCall, 1)]
    [InlineData(nameof(Break.BeforeSending), HttpPipelinePosition.PerCall, 2)]
    [InlineData(nameof(Break.BeforeTheAnswer), HttpPipelinePosition.PerCall, 1)]
    [InlineData(nameof(Break.BeforeSending), HttpPipelinePosition.PerRetry, 1)]
    [InlineData(nameof(Break.BeforeTheAnswer), HttpPipelinePosition.PerRetry, 1)]
    [InlineData(nameof(Break.BeforeTheAnswer), HttpPipelinePosition.PerRetry, 3)]
    public async Task Commit_ConnectionBreaks_IsCommittedOnce(string how, HttpPipelinePosition position, int times)
    {
        var based = await CreateAsync();
        var broken = Broken(new FaultPolicy(Enum.Parse<Break>(how), times), position);

        var result = await broken.CommitAsync(
            new ReportChange
            {
                Based = based,
                Next = based,
                Decision = Some.Decision(),
                ClaimSerial = 2021,
                Audit = [Some.Draft("decided")],
            },
            Cancel
        );

        var committed = Assert.IsType<CommitResult.Committed>(result).Report;
        var dossier = (await Reports.GetDossierAsync(Some.Id, Cancel))!;
        Assert.Equivalent(dossier.Report, committed, strict: true);
        Assert.Equal(1, committed.Publication!.IndexNumber.Serial);
        Assert.Single(dossier.Decisions);
        Assert.Single(dossier.Audit);
    }

    [Theory]
    [InlineData(nameof(Break.BeforeSending))]
    [InlineData(nameof(Break.BeforeTheAnswer))]
    public async Task Commit_ConnectionBreaksOnCreation_IsCreatedOnce(string how)
    {
        var broken = Broken(new FaultPolicy(Enum.Parse<Break>(how), 1), HttpPipelinePosition.PerCall);

        var result = await broken.CommitAsync(new ReportChange { Next = Some.Report(), Audit = [Some.Draft()] }, Cancel);

        Assert.IsType<CommitResult.Committed>(result);
        Assert.Single((await Reports.GetDossierAsync(Some.Id, Cancel))!.Audit);
    }

    [Fact]
    public async Task Commit_AnswerLostAndOthersCommitOnTop_IsCommittedAndReturnsTheRowOfNow()
    {
        var based = await CreateAsync();
        var broken = Broken(new FaultPolicy(Break.BeforeTheAnswer, 1, CommitFiveMoreAsync), HttpPipelinePosition.PerCall);

        var result = await broken.CommitAsync(
            new ReportChange
            {
                Based = based,
                Next = based,
                Audit = [Some.Draft("mine")],
            },
            Cancel
        );

        Assert.Equal(6, Assert.IsType<CommitResult.Committed>(result).Report.AuditCount);
        var trail = (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!;
        Assert.IsType<AuditVerdict.Intact>(trail.Verdict);
        Assert.Equal(["mine", "theirs", "theirs", "theirs", "theirs", "theirs"], trail.Entries.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Commit_LostAndAnotherWasFaster_Conflict()
    {
        var based = await CreateAsync();
        var broken = Broken(new FaultPolicy(Break.BeforeSending, 1, CommitFiveMoreAsync), HttpPipelinePosition.PerCall);

        var result = await broken.CommitAsync(
            new ReportChange
            {
                Based = based,
                Next = based,
                Audit = [Some.Draft("mine")],
            },
            Cancel
        );

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.DoesNotContain((await Reports.GetDossierAsync(Some.Id, Cancel))!.Audit, entry => entry.Action == "mine");
    }

    [Fact]
    public async Task Commit_ServiceStaysAway_ThrowsAfterThreeTries()
    {
        var based = await CreateAsync();
        var policy = new FaultPolicy(Break.BeforeSending, int.MaxValue);

        await Assert.ThrowsAsync<IOException>(() =>
            Broken(policy, HttpPipelinePosition.PerCall).CommitAsync(new ReportChange { Based = based, Next = based }, Cancel)
        );

        Assert.Equal(3, policy.Tried);
        Assert.Equal(based.ETag, (await Reports.GetAsync(Some.Id, Cancel))!.ETag);
    }

    private ReportRepository Broken(FaultPolicy policy, HttpPipelinePosition position) =>
        new(MakeClients(new HttpPipelinePolicyAt(policy, position)), Time);

    private async Task<StoredReport> CreateAsync() =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(new ReportChange { Next = Some.Report() }, Cancel)).Report;

    private async Task CommitFiveMoreAsync()
    {
        for (var more = 0; more < 5; more++)
        {
            var based = (await Reports.GetAsync(Some.Id, Cancel))!;
            var result = await Reports.CommitAsync(
                new ReportChange
                {
                    Based = based,
                    Next = based,
                    Audit = [Some.Draft("theirs")],
                },
                Cancel
            );
            Assert.IsType<CommitResult.Committed>(result);
        }
    }
}
