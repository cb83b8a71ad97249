using Disclosure.Reports;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Rows;
using Testing;

namespace Disclosure.Storage.Tests.Dossiers;

public sealed class CommitTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private ReportRepository Reports => new(Clients, Time);

    [Fact]
    public async Task Commit_NewReport_IsReadBackWithItsDatesAndAuditHead()
    {
        var committed = await CreateAsync();

        var read = await Reports.GetAsync(Some.Id, Cancel);
        Assert.Equivalent(committed, read, strict: true);
        Assert.NotNull(read!.ETag);
        Assert.Equal(Time.GetUtcNow(), read.CreatedAt);
        Assert.Equal(Time.GetUtcNow(), read.UpdatedAt);
        Assert.Equal(1, read.AuditCount);
        Assert.Equal((await Reports.GetAuditTrailAsync(Some.Id, null, Cancel))!.Entries[0].Hash, read.AuditHead);
    }

    [Fact]
    public async Task Commit_EverythingAtOnce_IsReadBack()
    {
        var based = await CreateAsync();
        Time.Advance(TimeSpan.FromMinutes(5));
        var next = based with
        {
            Status = ReportStatus.SecrecyReview,
            Revision = 1,
            Digest = Some.Digest,
            Stage = "secrecy",
            StageOutcome = StageOutcome.Approved,
            PolicyVersion = 3,
            Failure = "渲染失败",
            Submission = new PendingSubmission
            {
                Round = 1,
                Revision = 1,
                Digest = Some.Digest,
                By = "zhang",
                At = Some.At,
                Reasons = new Dictionary<string, string> { ["yoy/requests"] = "今年合并了两个部门 😀" },
            },
            Recall = new PendingRecall
            {
                Round = 1,
                By = "zhang",
                At = Some.At,
                Reason = "数据有误",
            },
        };

        var result = await Reports.CommitAsync(
            new ReportChange
            {
                Based = based,
                Next = next,
                Tasks = [Some.Task("li"), Some.Task("wang")],
                Decision = Some.Decision(),
                Revision = Some.Revision(),
                Audit = [Some.Draft("report.saved"), Some.Draft("report.decided")],
            },
            Cancel
        );

        var committed = Assert.IsType<CommitResult.Committed>(result).Report;
        var dossier = (await Reports.GetDossierAsync(Some.Id, Cancel))!;
        Assert.Equivalent(committed, dossier.Report, strict: true);
        Assert.Equivalent(next.Submission, dossier.Report.Submission, strict: true);
        Assert.Equal(next.Recall, dossier.Report.Recall);
        Assert.Equal((based.CreatedAt, Time.GetUtcNow(), 3), (committed.CreatedAt, committed.UpdatedAt, committed.AuditCount));
        Assert.Equal([Some.Task("li"), Some.Task("wang")], dossier.Tasks);
        Assert.Equivalent(Some.Decision(), Assert.Single(dossier.Decisions), strict: true);
        Assert.Equal([Some.Revision()], dossier.Revisions);
        Assert.Equal(["report.created", "report.saved", "report.decided"], dossier.Audit.Select(entry => entry.Action));
        Assert.Equal(Some.Task("wang"), await Reports.GetTaskAsync(Some.Id, 1, "secrecy", "wang", Cancel));
        Assert.Equivalent(Some.Decision(), await Reports.GetDecisionAsync(Some.Id, 1, "secrecy", "li", Cancel), strict: true);
        Assert.Equal(Some.Revision(), await Reports.GetRevisionAsync(Some.Id, 1, Cancel));
    }

    [Fact]
    public async Task Commit_SameReportTwice_AlreadyExists()
    {
        await CreateAsync();

        var again = await Reports.CommitAsync(new ReportChange { Next = Some.Report() }, Cancel);

        Assert.Equal(new CommitResult.AlreadyExists(ExistingRow.Report), again);
    }

    [Fact]
    public async Task Commit_BasedOnAnOldVersion_ConflictAndNothingWritten()
    {
        var old = await CreateAsync();
        await CommittedAsync(new ReportChange { Based = old, Next = old with { Status = ReportStatus.Cancelled } });

        var result = await Reports.CommitAsync(
            new ReportChange
            {
                Based = old,
                Next = old with { Status = ReportStatus.Returned },
                Tasks = [Some.Task()],
                Audit = [Some.Draft("late")],
            },
            Cancel
        );

        Assert.IsType<CommitResult.Conflict>(result);
        var dossier = (await Reports.GetDossierAsync(Some.Id, Cancel))!;
        Assert.Equal(ReportStatus.Cancelled, dossier.Report.Status);
        Assert.Empty(dossier.Tasks);
        Assert.Single(dossier.Audit);
    }

    [Fact]
    public async Task Commit_SecondDecisionOfAPerson_AlreadyExistsAndTheFirstStays()
    {
        var report = await CommittedAsync(
            new ReportChange
            {
                Based = await CreateAsync(),
                Next = Some.Report(),
                Decision = Some.Decision(),
            }
        );
        var second = new ReportChange
        {
            Based = report,
            Next = report with { Status = ReportStatus.Returned },
            Decision = Some.Decision(kind: DecisionKind.Return),
        };

        Assert.Equal(new CommitResult.AlreadyExists(ExistingRow.Decision), await Reports.CommitAsync(second, Cancel));
        Assert.Equal(DecisionKind.Approve, (await Reports.GetDecisionAsync(Some.Id, 1, "secrecy", "li", Cancel))!.Kind);
        Assert.Equal(ReportStatus.Draft, (await Reports.GetAsync(Some.Id, Cancel))!.Status);
    }

    [Fact]
    public async Task Commit_SecondDecisionBasedOnAnOldVersion_SaysDecisionNotConflict()
    {
        var old = await CreateAsync();
        await CommittedAsync(
            new ReportChange
            {
                Based = old,
                Next = old,
                Decision = Some.Decision(),
            }
        );

        var second = await Reports.CommitAsync(
            new ReportChange
            {
                Based = old,
                Next = old,
                Decision = Some.Decision(),
            },
            Cancel
        );

        Assert.Equal(new CommitResult.AlreadyExists(ExistingRow.Decision), second);
    }

    [Fact]
    public async Task Commit_RevisionNumberTaken_AlreadyExists()
    {
        var first = await CreateAsync();
        var saved = await CommittedAsync(
            new ReportChange
            {
                Based = first,
                Next = first with { Revision = 1, Digest = Some.Digest },
                Revision = Some.Revision(),
            }
        );

        var again = await Reports.CommitAsync(
            new ReportChange
            {
                Based = saved,
                Next = saved,
                Revision = Some.Revision(),
            },
            Cancel
        );

        Assert.Equal(new CommitResult.AlreadyExists(ExistingRow.Revision), again);
    }

    [Fact]
    public async Task Commit_TaskAgain_ReplacesIt()
    {
        var first = await CommittedAsync(
            new ReportChange
            {
                Based = await CreateAsync(),
                Next = Some.Report(),
                Tasks = [Some.Task()],
            }
        );
        var closed = Some.Task() with { State = TaskState.Closed, ClosedReason = "recalled", Issue = 2 };

        await CommittedAsync(
            new ReportChange
            {
                Based = first,
                Next = first,
                Tasks = [closed],
            }
        );

        Assert.Equal([closed], await Reports.GetTasksAsync(Some.Id, Cancel));
    }

    [Fact]
    public async Task Commit_AuditLeftOut_KeepsTheHead()
    {
        var first = await CreateAsync();

        var second = await CommittedAsync(new ReportChange { Based = first, Next = first with { AuditHead = "forged", AuditCount = 9 } });

        Assert.Equal((first.AuditHead, first.AuditCount), (second.AuditHead, second.AuditCount));
    }

    [Fact]
    public async Task Commit_MoreThanAHundredRows_RefusedAndNothingWritten()
    {
        var report = await CreateAsync();
        var tasks = Enumerable.Range(0, 100).Select(n => Some.Task($"p{n}")).ToList();

        await Assert.ThrowsAsync<StorageLimitException>(() =>
            Reports.CommitAsync(
                new ReportChange
                {
                    Based = report,
                    Next = report,
                    Tasks = tasks,
                },
                Cancel
            )
        );
        Assert.Empty(await Reports.GetTasksAsync(Some.Id, Cancel));

        Assert.IsType<CommitResult.Committed>(
            await Reports.CommitAsync(
                new ReportChange
                {
                    Based = report,
                    Next = report,
                    Tasks = tasks[..99],
                },
                Cancel
            )
        );
    }

    [Fact]
    public async Task Commit_LongTexts_AreReadBackWhole()
    {
        var comment = string.Concat(Enumerable.Repeat("保密审查意见😀", 12_000));
        var report = await CreateAsync();

        await CommittedAsync(
            new ReportChange
            {
                Based = report,
                Next = report,
                Decision = Some.Decision() with { Comment = comment },
            }
        );

        Assert.Equal(comment, (await Reports.GetDecisionAsync(Some.Id, 1, "secrecy", "li", Cancel))!.Comment);
    }

    [Fact]
    public async Task Commit_AlreadyCancelled_WritesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Reports.CommitAsync(new ReportChange { Next = Some.Report() }, cancelled.Token)
        );

        Assert.Null(await Reports.GetAsync(Some.Id, Cancel));
    }

    [Fact]
    public async Task ListByOrgan_SeveralYearsAndOtherRows_NewestFirstAndOnlyThatOrgans()
    {
        foreach (var year in (int[])[2019, 2021, 2020])
        {
            await CommittedAsync(
                new ReportChange
                {
                    Next = Some.Report(new ReportId(Some.Organ, year)),
                    Tasks = [Some.Task()],
                    Audit = [Some.Draft()],
                }
            );
        }

        await CommittedAsync(new ReportChange { Next = Some.Report(ReportId.Parse("620700083-2020")) });

        Assert.Equal([2021, 2020, 2019], (await Reports.ListByOrganAsync(Some.Organ, Cancel)).Select(report => report.Id.Year));
    }

    [Fact]
    public async Task Reads_UnknownReport_AreNullOrEmpty()
    {
        Assert.Null(await Reports.GetAsync(Some.Id, Cancel));
        Assert.Null(await Reports.GetDossierAsync(Some.Id, Cancel));
        Assert.Null(await Reports.GetAuditTrailAsync(Some.Id, null, Cancel));
        Assert.Null(await Reports.GetTaskAsync(Some.Id, 1, "secrecy", "li", Cancel));
        Assert.Empty(await Reports.ListByOrganAsync(Some.Organ, Cancel));
    }

    private async Task<StoredReport> CreateAsync() =>
        await CommittedAsync(new ReportChange { Next = Some.Report(), Audit = [Some.Draft()] });

    private async Task<StoredReport> CommittedAsync(ReportChange change) =>
        Assert.IsType<CommitResult.Committed>(await Reports.CommitAsync(change, Cancel)).Report;
}
