using Disclosure.Functions.Reminders;
using Disclosure.Functions.Review;
using Disclosure.Functions.WorkingDays;
using Disclosure.Pages.Mail;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Workflow;

/// <summary>Activities of one stage: asking reviewers, reading the verdict, reminding, closing.</summary>
internal sealed class StageActivities(
    DossierEditor editor,
    ReportRepository reports,
    OrganRepository organs,
    LinkIssuer links,
    CalendarSource calendars,
    TimeProvider time,
    ILogger<StageActivities> logger
)
{
    private static readonly TimeSpan s_lookForReviewersAgain = TimeSpan.FromHours(1);

    /// <summary>
    /// Makes a task for everybody whom the policy asks, and mails each a link. A second run finds the tasks and asks for the same links and
    /// mails again, which are there already.
    /// </summary>
    [Function(nameof(OpenStage))]
    public async Task OpenStage([ActivityTrigger] StageInput input, CancellationToken cancellationToken)
    {
        var id = ReportId.Parse(input.ReportId);
        var policyStage = await RequireStageAsync(id, input.Stage, cancellationToken);
        var staff = await organs.ListStaffAsync(id.Organ, cancellationToken);
        var office = new StageOffice(Asked(staff, policyStage), staff, await calendars.ForAsync(id.Organ, cancellationToken));
        var opened = await editor.ApplyAsync(id, dossier => Open(dossier, input, policyStage, office), cancellationToken);
        foreach (var task in opened?.Tasks ?? [])
        {
            if (task.Round == input.Round && task.Stage == input.Stage && task.State == TaskState.Open)
            {
                await links.IssueAsync(id, task, ReviewMailKind.New, "", cancellationToken);
            }
        }
    }

    /// <summary>Reads how the stage stands. Repeatable: changes nothing.</summary>
    [Function(nameof(ReadStage))]
    public async Task<StageState> ReadStage([ActivityTrigger] StageInput input, CancellationToken cancellationToken)
    {
        var dossier = await RequireAsync(input, cancellationToken);
        var verdict = VerdictOf(dossier.Report, input);
        var calendar = await calendars.ForAsync(dossier.Report.Id.Organ, cancellationToken);
        return new StageState
        {
            Verdict = verdict,
            NextReminder = verdict == StageVerdict.Open ? NextReminder(dossier, input, calendar)?.UtcDateTime : null,
        };
    }

    /// <summary>Reminds everybody who has not decided; one mail a person a day, however often it runs.</summary>
    [Function(nameof(RemindReviewers))]
    public async Task RemindReviewers([ActivityTrigger] StageInput input, CancellationToken cancellationToken)
    {
        var dossier = await RequireAsync(input, cancellationToken);
        var open = OpenTasks(dossier, input);
        if (open.Count == 0)
        {
            // Nobody could be asked when the stage opened: perhaps somebody can now.
            await OpenStage(input, cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        var day = ChinaTime.DateOf(now).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var task in open)
        {
            await links.IssueAsync(
                dossier.Report.Id,
                task,
                now > task.Due ? ReviewMailKind.Overdue : ReviewMailKind.Reminder,
                day,
                cancellationToken
            );
        }

        await editor.ApplyAsync(dossier.Report.Id, current => MarkReminded(current, input, now), cancellationToken);
    }

    /// <summary>Closes the tasks that nobody needs any more. A second run finds none.</summary>
    [Function(nameof(CloseStage))]
    public async Task CloseStage([ActivityTrigger] StageInput input, CancellationToken cancellationToken) =>
        await editor.ApplyAsync(ReportId.Parse(input.ReportId), dossier => Close(dossier, input), cancellationToken);

    private Edit<Dossier> Open(Dossier dossier, StageInput input, PolicyStage stage, StageOffice office)
    {
        var report = dossier.Report;
        // A recall that is waiting to be carried out asks nobody anything more.
        if (
            report.Round != input.Round
            || !report.IsUnderReview()
            || report.Recall is not null
            || dossier.Tasks.Any(task => IsOf(task, input))
        )
        {
            return new Edit<Dossier>.Keep(dossier);
        }

        var drafters = TaskRules.Drafters(dossier);
        var now = time.GetUtcNow();
        var tasks = StandIns
            .Resolve(office.People, office.Staff, drafters, ChinaTime.DateOf(now))
            .Select(asked => (asked.Person, asked.OnBehalfOf))
            .Select(asked => new StoredTask
            {
                Round = input.Round,
                Stage = input.Stage,
                PersonId = asked.Person.Id,
                PersonName = asked.Person.Name,
                OnBehalfOf = asked.OnBehalfOf?.Id,
                Role = RoleOf(asked.OnBehalfOf ?? asked.Person, stage).ToString(),
                Issue = 1,
                State = TaskState.Open,
                LinkHash = links.HashOf(report.Id, input.Round, input.Stage, asked.Person.Id, 1),
                Due = StageClock.Due(stage, now, office.Calendar),
                IssuedAt = now,
            })
            .ToList();
        var next = report with
        {
            Status = stage.Kind == StageKind.Secrecy ? ReportStatus.SecrecyReview : ReportStatus.SignOff,
            Stage = input.Stage,
            StageOutcome = null,
            Failure = tasks.Count > 0 ? null : "本环节没有可以审查的人员：请管理员补充人员或调整角色，系统将自动重试。",
        };
        Logs.StageOpened(logger, input.ReportId, input.Stage, input.Round, tasks.Count);
        return new Edit<Dossier>.Write(
            new ReportChange
            {
                Based = report,
                Next = next,
                Tasks = tasks,
                Audit =
                [
                    AuditActions.BySystem(
                        AuditActions.StageOpened,
                        report.Submission?.Digest,
                        ("round", AuditActions.Number(input.Round)),
                        ("stage", input.Stage),
                        ("asked", string.Join(' ', tasks.Select(task => task.PersonId)))
                    ),
                ],
            },
            dossier with
            {
                Report = next,
                Tasks = [.. dossier.Tasks, .. tasks],
            }
        );
    }

    private static Edit<Dossier> MarkReminded(Dossier dossier, StageInput input, DateTimeOffset now)
    {
        var open = OpenTasks(dossier, input);
        return open.Count == 0
            ? new Edit<Dossier>.Keep(dossier)
            : new Edit<Dossier>.Write(
                new ReportChange
                {
                    Based = dossier.Report,
                    Next = dossier.Report,
                    Tasks = [.. open.Select(task => task with { RemindedAt = now })],
                    Audit =
                    [
                        AuditActions.BySystem(
                            AuditActions.Reminded,
                            dossier.Report.Submission?.Digest,
                            ("stage", input.Stage),
                            ("reminded", string.Join(' ', open.Select(task => task.PersonId)))
                        ),
                    ],
                },
                dossier
            );
    }

    private Edit<Dossier> Close(Dossier dossier, StageInput input)
    {
        var open = OpenTasks(dossier, input);
        if (open.Count == 0)
        {
            return new Edit<Dossier>.Keep(dossier);
        }

        var verdict = VerdictOf(dossier.Report, input);
        var reason = verdict switch
        {
            StageVerdict.Recalled => Pages.Review.DeadLinkReason.Recalled,
            StageVerdict.Returned => Pages.Review.DeadLinkReason.Returned,
            _ => Pages.Review.DeadLinkReason.StageClosed,
        };
        Logs.StageClosed(logger, input.ReportId, input.Stage, input.Round, verdict.ToString());
        return new Edit<Dossier>.Write(
            new ReportChange
            {
                Based = dossier.Report,
                Next = dossier.Report,
                Tasks = [.. open.Select(task => task with { State = TaskState.Closed, ClosedReason = TaskRules.NameOf(reason) })],
                Audit =
                [
                    AuditActions.BySystem(
                        AuditActions.StageClosed,
                        dossier.Report.Submission?.Digest,
                        ("round", AuditActions.Number(input.Round)),
                        ("stage", input.Stage),
                        ("verdict", verdict.ToString())
                    ),
                ],
            },
            dossier
        );
    }

    // A recall that came before the stage's verdict wins; one that comes after it is carried out by the next stage.
    private static StageVerdict VerdictOf(StoredReport report, StageInput input) =>
        report.Round != input.Round ? StageVerdict.Returned
        : report.StageOutcome == StageOutcome.Returned ? StageVerdict.Returned
        : report.Recall is not null ? StageVerdict.Recalled
        : report.StageOutcome == StageOutcome.Approved ? StageVerdict.Approved
        : StageVerdict.Open;

    private DateTimeOffset? NextReminder(Dossier dossier, StageInput input, WorkCalendar calendar)
    {
        var now = time.GetUtcNow();
        var open = OpenTasks(dossier, input);
        return open.Count == 0 ? now + s_lookForReviewersAgain : open.Min(task => StageClock.NextReminder(task, now, calendar));
    }

    private static List<StoredTask> OpenTasks(Dossier dossier, StageInput input) =>
        [.. dossier.Tasks.Where(task => IsOf(task, input) && task.State == TaskState.Open)];

    private static bool IsOf(StoredTask task, StageInput input) => task.Round == input.Round && task.Stage == input.Stage;

    private static StaffRole RoleOf(Person person, PolicyStage stage) =>
        stage.Role
        ?? person.Roles.FirstOrDefault(
            role => role is StaffRole.SecrecyReviewer or StaffRole.DeputyLeader or StaffRole.HeadLeader,
            stage.Kind == StageKind.Secrecy ? StaffRole.SecrecyReviewer : StaffRole.DeputyLeader
        );

    private static IReadOnlyList<Person> Asked(IReadOnlyList<Person> staff, PolicyStage stage) =>
        [
            .. staff.Where(person =>
                person.Active
                && (stage.PersonIds.Count > 0 ? stage.PersonIds.Contains(person.Id) : stage.Role is { } role && person.Has(role))
            ),
        ];

    private async Task<PolicyStage> RequireStageAsync(ReportId id, string stage, CancellationToken cancellationToken)
    {
        var report = await reports.GetAsync(id, cancellationToken);
        var policy = report?.PolicyVersion is { } version ? await organs.GetPolicyAsync(id.Organ, version, cancellationToken) : null;
        return policy?.Stages.FirstOrDefault(candidate => candidate.Key == stage)
            ?? throw new InvalidOperationException($"The policy of report {id} has no stage '{stage}'.");
    }

    private async Task<Dossier> RequireAsync(StageInput input, CancellationToken cancellationToken) =>
        await reports.GetDossierAsync(ReportId.Parse(input.ReportId), cancellationToken)
        ?? throw new InvalidOperationException($"There is no report {input.ReportId}.");

    /// <summary>What opening a stage needs to know of the organ: whom the policy names, everybody, and its working days.</summary>
    private sealed record StageOffice(IReadOnlyList<Person> People, IReadOnlyList<Person> Staff, WorkCalendar Calendar);
}
