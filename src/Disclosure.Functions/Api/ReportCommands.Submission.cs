using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Review;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Checking;
using Disclosure.Storage.Dossiers;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Api;

/// <content>Submitting.</content>
internal sealed partial class ReportCommands
{
    /// <summary>Submits the newest revision: no error may be open and every warning wants a reason.</summary>
    public async Task<CommandOutcome> SubmitAsync(
        DurableTaskClient client,
        Caller caller,
        ReportId id,
        IReadOnlyDictionary<string, string> reasons,
        CancellationToken cancellationToken
    )
    {
        if (await reports.GetAsync(id, cancellationToken) is not { Digest: { } digest } report)
        {
            return new CommandOutcome.Refused(ApiErrors.UnknownReport);
        }

        if (!report.IsEditable())
        {
            return new CommandOutcome.Refused(ApiErrors.NotSubmittable);
        }

        var content = await reader.ContentAsync(id, digest, cancellationToken);
        var findings = await reader.FindingsAsync(id, content, cancellationToken);
        var blocking = Blocking(findings, reasons);
        if (blocking.Count > 0)
        {
            return new CommandOutcome.Blocked(blocking);
        }

        if (await NobodyToReviewAsync(id, caller, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var fact = Fact.Submitted(id, report.Round + 1);
        await announcer.PrepareAsync(fact, cancellationToken);
        var outcome = await ChangeAsync(
            id,
            dossier =>
            {
                var current = dossier.Report;
                if (!current.IsEditable())
                {
                    return Refuse(ApiErrors.NotSubmittable);
                }

                if (current.Digest != digest)
                {
                    return Refuse(ApiErrors.StaleContent); // saved by somebody between the check and here: it must be checked anew
                }

                var submission = new PendingSubmission
                {
                    Round = current.Round + 1,
                    Revision = current.Revision,
                    Digest = digest,
                    By = caller.PersonId,
                    At = time.GetUtcNow(),
                    Reasons = findings
                        .Where(finding => reasons.ContainsKey(finding.Id))
                        .ToDictionary(finding => finding.Id, finding => reasons[finding.Id].Trim()),
                };
                return Write(
                    current,
                    current with
                    {
                        Submission = submission,
                    },
                    By(
                        caller,
                        AuditActions.Submitted,
                        digest,
                        [
                            ("revision", AuditActions.Number(current.Revision)),
                            ("round", AuditActions.Number(submission.Round)),
                            .. submission.Reasons.Select((reason, index) => ($"reason.{index + 1}", $"{reason.Key}: {reason.Value}")),
                        ]
                    )
                );
            },
            cancellationToken
        );
        await RaiseIfDoneAsync(client, outcome, fact, cancellationToken);
        return outcome;
    }

    private static List<Finding> Blocking(IEnumerable<Finding> findings, IReadOnlyDictionary<string, string> reasons) =>
        [
            .. findings.Where(finding =>
                finding.Severity == Severity.Error
                || (
                    finding.Severity == Severity.Warning
                    && !(reasons.TryGetValue(finding.Id, out var reason) && !string.IsNullOrWhiteSpace(reason))
                )
            ),
        ];

    // Better said now than found out by a report that nobody can be asked about.
    private async Task<CommandOutcome?> NobodyToReviewAsync(ReportId id, Caller caller, CancellationToken cancellationToken)
    {
        var policy = await organs.GetNewestPolicyAsync(id.Organ, cancellationToken);
        var staff = await organs.ListStaffAsync(id.Organ, cancellationToken);
        var dossier = await reports.GetDossierAsync(id, cancellationToken);
        var drafters = dossier is null ? new HashSet<string>() : TaskRules.Drafters(dossier);
        var unmanned = policy?.Stages.FirstOrDefault(stage =>
            !staff.Any(person =>
                person.Id != caller.PersonId
                && !drafters.Contains(person.Id)
                && person.Active
                && (stage.PersonIds.Count > 0 ? stage.PersonIds.Contains(person.Id) : stage.Role is { } role && person.Has(role))
            )
        );
        return policy is null
                ? new CommandOutcome.Refused(
                    ApiErrors.NoReviewers,
                    new Bilingual("本机关还没有设置审查流程。", "The organ has no review policy yet.")
                )
            : unmanned is not null
                ? new CommandOutcome.Refused(
                    ApiErrors.NoReviewers,
                    new Bilingual($"环节“{unmanned.Key}”没有可以审查的人员。", $"Nobody can review in stage '{unmanned.Key}'.")
                )
            : null;
    }
}
