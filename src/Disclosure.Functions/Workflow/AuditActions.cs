using System.Globalization;
using Disclosure.Storage.Audit;

namespace Disclosure.Functions.Workflow;

/// <summary>The codes that the audit trail uses, and the entries that the system itself makes.</summary>
internal static class AuditActions
{
    public const string Created = "report.created";
    public const string Saved = "report.saved";
    public const string AdviceApplied = "report.advice-applied";
    public const string CarriedForward = "report.carried-forward";
    public const string PriorImported = "report.prior-imported";
    public const string PriorRemoved = "report.prior-removed";
    public const string Submitted = "report.submitted";
    public const string RecallAsked = "report.recall-asked";
    public const string Cancelled = "report.cancelled";
    public const string RoundOpened = "round.opened";
    public const string RoundClosed = "round.closed";
    public const string StageOpened = "stage.opened";
    public const string StageClosed = "stage.closed";
    public const string LinkRenewed = "link.renewed";
    public const string Reminded = "stage.reminded";
    public const string Approved = "review.approved";
    public const string ReturnedByReviewer = "review.returned";
    public const string HandedOver = "review.handed-over";
    public const string NumberAllotted = "publication.number-allotted";
    public const string PublicationFailed = "publication.failed";
    public const string PublicationRetried = "publication.retried";
    public const string Published = "report.published";
    public const string SuspendAsked = "workflow.suspend-asked";
    public const string ResumeAsked = "workflow.resume-asked";
    public const string TerminateAsked = "workflow.terminate-asked";
    public const string PurgeAsked = "workflow.purge-asked";

    /// <summary>An entry for something that no person did.</summary>
    public static AuditDraft BySystem(string action, ContentDigest? digest, params (string Name, string Value)[] details) =>
        new()
        {
            ActorId = "system",
            ActorName = "系统",
            Action = action,
            Digest = digest,
            Details = details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal),
        };

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
