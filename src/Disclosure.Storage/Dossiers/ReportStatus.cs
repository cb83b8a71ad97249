namespace Disclosure.Storage.Dossiers;

/// <summary>Where a report stands. Stored by name: a member may be added, never renamed.</summary>
public enum ReportStatus
{
    /// <summary>With the drafter, not yet submitted.</summary>
    Draft,

    /// <summary>Before the secrecy reviewers.</summary>
    SecrecyReview,

    /// <summary>Before the leaders.</summary>
    SignOff,

    /// <summary>Signed off; being made public.</summary>
    Publishing,

    /// <summary>Public.</summary>
    Published,

    /// <summary>Sent back by a reviewer; with the drafter.</summary>
    Returned,

    /// <summary>Taken back by the drafter; with the drafter.</summary>
    Recalled,

    /// <summary>A secrecy doubt was referred upward.</summary>
    SecrecyHold,

    /// <summary>Making it public failed; an administrator retries.</summary>
    PublishFailed,

    /// <summary>Was public; a tombstone says why it is not any more.</summary>
    Withdrawn,

    /// <summary>Given up before publication.</summary>
    Cancelled,
}

/// <summary>How the stage that the report is in has ended. Stored by name.</summary>
public enum StageOutcome
{
    /// <summary>The quorum of approvals is met.</summary>
    Approved,

    /// <summary>A reviewer sent the report back.</summary>
    Returned,

    /// <summary>A secrecy reviewer referred a doubt upward.</summary>
    Held,
}
