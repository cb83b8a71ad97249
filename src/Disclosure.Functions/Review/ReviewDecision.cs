using Disclosure.Pages.Review;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Review;

/// <summary>What a reviewer sends: by form or as JSON.</summary>
internal sealed record DecisionRequest
{
    /// <summary><c>approve</c>, <c>return</c>, <c>hold</c> or <c>delegate</c>.</summary>
    public string? Decision { get; init; }

    /// <summary>The reviewer's words; needed for a return.</summary>
    public string? Comment { get; init; }

    /// <summary>The six digits of the mail.</summary>
    public string? Code { get; init; }

    /// <summary>Person id to hand over to; needed for that.</summary>
    public string? To { get; init; }

    /// <summary>Cell keys or section names that the comment is about.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>The digest that the reviewer was shown; another one than is under review is refused.</summary>
    public string? Digest { get; init; }
}

/// <summary>A decision that was read and found complete.</summary>
internal sealed record Judgement(
    DecisionKind Kind,
    string Comment,
    IReadOnlyList<string> Places,
    ContentDigest? ShownDigest,
    DecisionVia Via,
    string? To = null
);

/// <summary>What became of a decision.</summary>
internal abstract record DecisionOutcome
{
    private DecisionOutcome() { }

    /// <summary>It stands.</summary>
    public sealed record Recorded(StoredDecision Decision) : DecisionOutcome;

    /// <summary>The person decided before; that decision stands.</summary>
    public sealed record AlreadyDecided(StoredDecision Decision) : DecisionOutcome;

    /// <summary>The link no longer decides anything.</summary>
    public sealed record Dead(DeadLinkReason Reason) : DecisionOutcome;

    /// <summary>The task cannot be handed to that person.</summary>
    public sealed record NotEligible : DecisionOutcome;

    /// <summary>The person has drafted this report.</summary>
    public sealed record OwnDraft : DecisionOutcome;
}
