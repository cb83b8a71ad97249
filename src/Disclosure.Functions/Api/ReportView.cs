using Disclosure.Functions.Reminders;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Calendar;
using Disclosure.Reports.Checking;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Api;

/// <summary>A report as the interface shows it.</summary>
internal sealed record ReportView
{
    public required string Id { get; init; }

    public required string OrganCode { get; init; }

    public required int Year { get; init; }

    public required string Edition { get; init; }

    public required string Status { get; init; }

    public required int Round { get; init; }

    public required int Revision { get; init; }

    public required string? Digest { get; init; }

    public required string? Stage { get; init; }

    /// <summary>The last working day on or before the statutory day.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>Why it is that day, in words.</summary>
    public required string DueExplanation { get; init; }

    public required IReadOnlyList<TaskView> Tasks { get; init; }

    public required FindingCounts Findings { get; init; }

    public required PublicationView? Publication { get; init; }

    /// <summary>Why publication stopped, or why nobody could be asked; null when nothing is wrong.</summary>
    public required string? Failure { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>A submission or recall is recorded and on its way.</summary>
    public required bool Pending { get; init; }

    public static ReportView Of(Dossier dossier, StatutoryDeadline deadline, IReadOnlyList<Finding> findings, Language language) =>
        Of(dossier.Report, deadline, language) with
        {
            Tasks = [.. dossier.Tasks.Where(task => task.Round == dossier.Report.Round).Select(TaskView.Of)],
            Findings = new FindingCounts(
                findings.Count(finding => finding.Severity == Severity.Error),
                findings.Count(finding => finding.Severity == Severity.Warning)
            ),
        };

    public static ReportView Of(StoredReport report, StatutoryDeadline deadline, Language language)
    {
        return new ReportView
        {
            Id = report.Id.ToString(),
            OrganCode = report.Id.Organ.ToString(),
            Year = report.Id.Year,
            Edition = report.Edition,
            Status = report.Status.ToString(),
            Round = report.Round,
            Revision = report.Revision,
            Digest = report.Digest?.ToString(),
            Stage = report.Stage,
            Due = deadline.LastWorkingDay,
            DueExplanation = language == Language.En ? deadline.ExplanationEn : deadline.ExplanationZh,
            Tasks = [],
            Findings = new FindingCounts(null, null),
            Publication =
                report.Publication is { Url: { } url } publication && report.Status == ReportStatus.Published
                    ? new PublicationView(publication.IndexNumber.ToString(), url, ChinaTime.Local(publication.PublishedAt!.Value))
                    : null,
            Failure = report.Failure,
            CreatedAt = ChinaTime.Local(report.CreatedAt),
            UpdatedAt = ChinaTime.Local(report.UpdatedAt),
            Pending = (report.IsInDraftersHands() && report.Submission is not null) || report.Recall is not null,
        };
    }
}

/// <summary>How many findings stand; null where they were not counted, as in lists.</summary>
internal sealed record FindingCounts(int? Errors, int? Warnings);

/// <summary>Where a published report stands.</summary>
internal sealed record PublicationView(string IndexNumber, string Url, DateTimeOffset PublishedAt);

/// <summary>What one person is asked in the running round.</summary>
internal sealed record TaskView(
    string Stage,
    string PersonId,
    string PersonName,
    string Role,
    TaskState State,
    DateTimeOffset Due,
    DateTimeOffset IssuedAt,
    DateTimeOffset? RemindedAt
)
{
    public static TaskView Of(StoredTask task) =>
        new(
            task.Stage,
            task.PersonId,
            task.PersonName,
            task.Role,
            task.State,
            ChinaTime.Local(task.Due),
            ChinaTime.Local(task.IssuedAt),
            task.RemindedAt is { } reminded ? ChinaTime.Local(reminded) : null
        );
}
