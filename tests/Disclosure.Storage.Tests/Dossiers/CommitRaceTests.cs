using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

public sealed class CommitRaceTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    [Fact]
    public async Task Commit_FiftyOnOneVersion_OneIsCommittedTheOthersConflict()
    {
        var based = await CreateAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(n =>
                    Reports.CommitAsync(
                        new ReportChange
                        {
                            Based = based,
                            Next = based with { Failure = $"writer {n}" },
                            Audit = [Some.Draft($"writer.{n}")],
                        },
                        Cancel
                    )
                )
        );

        var winner = Assert.Single(results.OfType<CommitResult.Committed>());
        Assert.Equal(49, results.OfType<CommitResult.Conflict>().Count());
        var dossier = (await Reports.GetDossierAsync(Some.Id, Cancel))!;
        Assert.Equal(winner.Report.Failure, dossier.Report.Failure);
        Assert.Equal(winner.Report.Failure!.Replace(' ', '.'), Assert.Single(dossier.Audit).Action);
    }

    [Fact]
    public async Task Commit_FiftyDecisionsOfOnePerson_OneIsRecorded()
    {
        var based = await CreateAsync();

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Reports.CommitAsync(
                        new ReportChange
                        {
                            Based = based,
                            Next = based,
                            Decision = Some.Decision(),
                        },
                        Cancel
                    )
                )
        );

        Assert.Single(results.OfType<CommitResult.Committed>());
        Assert.Equal(49, results.Count(result => result == new CommitResult.AlreadyExists(ExistingRow.Decision)));
    }

    [Fact]
    public async Task Commit_EightWritersThatReadAgain_LeaveAnIntactChainOfAll()
    {
        await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(WriteFiveAsync));

        var trail = (await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!;
        Assert.Equal(new AuditVerdict.Intact(40, trail.Head.Head), trail.Verdict);
        Assert.Equal(40, trail.Entries.Select(entry => entry.Action).Distinct().Count());

        async Task WriteFiveAsync(int writer)
        {
            for (var entry = 0; entry < 5; entry++)
            {
                await RepeatAsync(based => new ReportChange
                {
                    Based = based,
                    Next = based,
                    Audit = [Some.Draft($"{writer}.{entry}")],
                });
            }
        }
    }

    [Fact]
    public async Task ClaimSerial_TwoHundredByFourWriters_AreOneToTwoHundredWithoutAGap()
    {
        var years = Enumerable.Range(1900, 200).ToList();
        foreach (var batch in years.Chunk(20))
        {
            await Task.WhenAll(
                batch.Select(year => Reports.CommitAsync(new ReportChange { Next = Some.Report(new ReportId(Some.Organ, year)) }, Cancel))
            );
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => ClaimAllAsync(years.Where(year => year % 4 == writer))));

        Assert.Equal(
            Enumerable.Range(1, 200).Select(serial => new IndexNumber(Some.Organ, 2021, serial)),
            claimed.SelectMany(numbers => numbers).OrderBy(number => number.Serial)
        );

        async Task<List<IndexNumber>> ClaimAllAsync(IEnumerable<int> reports)
        {
            var repository = new ReportRepository(MakeClients(), Time);
            var numbers = new List<IndexNumber>();
            foreach (var year in reports)
            {
                var id = new ReportId(Some.Organ, year);
                var committed = await RepeatAsync(
                    based => new ReportChange
                    {
                        Based = based,
                        Next = based,
                        ClaimSerial = 2021,
                    },
                    id,
                    repository
                );
                numbers.Add(committed.Publication!.IndexNumber);
            }

            return numbers;
        }
    }

    [Fact]
    public async Task GetDossier_CommitBetweenItsReads_AChangeBasedOnItConflicts()
    {
        var based = await CreateAsync();
        var policy = new BetweenPolicy(() =>
            Reports.CommitAsync(
                new ReportChange
                {
                    Based = based,
                    Next = based,
                    Tasks = [Some.Task()],
                },
                Cancel
            )
        );
        var between = new ReportRepository(MakeClients(new HttpPipelinePolicyAt(policy, Azure.Core.HttpPipelinePosition.PerCall)), Time);

        var torn = (await between.GetDossierAsync(Some.Id, Cancel))!;

        Assert.Single(torn.Tasks);
        var late = new ReportChange
        {
            Based = torn.Report,
            Next = torn.Report,
            Tasks = [Some.Task() with { Issue = 2 }],
        };
        Assert.IsType<CommitResult.Conflict>(await Reports.CommitAsync(late, Cancel));
    }

    private async Task<StoredReport> CreateAsync() =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(new ReportChange { Next = Some.Report() }, Cancel)).Report;

    private async Task<StoredReport> RepeatAsync(
        Func<StoredReport, ReportChange> change,
        ReportId? id = null,
        ReportRepository? repository = null
    )
    {
        repository ??= Reports;
        while (true)
        {
            var based = (await repository.GetAsync(id ?? Some.Id, Cancel))!;
            if (await repository.CommitAsync(change(based), Cancel) is CommitResult.Committed committed)
            {
                return committed.Report;
            }
        }
    }
}
