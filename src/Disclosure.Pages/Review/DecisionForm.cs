namespace Disclosure.Pages.Review;

/// <summary>
/// The form that decides. Posted fields: <c>decision</c>, <c>comment</c>, <c>to</c>, <c>code</c>, <c>digest</c> and the antiforgery field.
/// </summary>
public sealed record DecisionForm
{
    /// <summary>Where it is posted: <c>/review/{token}</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The hidden field that proves the form is ours.</summary>
    public required Antiforgery Antiforgery { get; init; }

    /// <summary>What may be decided here, in the order to be shown.</summary>
    public IReadOnlyList<ReviewDecision> Allowed { get; init; } = [ReviewDecision.Approve, ReviewDecision.Return];

    /// <summary>To whom the task may be handed over; needed for <see cref="ReviewDecision.Delegate"/>.</summary>
    public IReadOnlyList<DelegateChoice> Delegates { get; init; } = [];

    /// <summary>Whether the six digits of the mail are asked for: not if the reviewer is signed in.</summary>
    public bool IsCodeRequired { get; init; } = true;

    /// <summary>How many wrong codes are left before the link dies; shown once one was wrong.</summary>
    public int? AttemptsLeft { get; init; }

    /// <summary>What was chosen before, shown again after an error.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>What was typed before, shown again after an error.</summary>
    public string? Comment { get; init; }

    /// <summary>Who was chosen before, shown again after an error.</summary>
    public string? To { get; init; }

    /// <summary>What has to be put right.</summary>
    public IReadOnlyList<FormError> Errors { get; init; } = [];
}

/// <summary>Somebody who may take the task.</summary>
/// <param name="Id">The value to be posted.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role in the reader's language.</param>
public sealed record DelegateChoice(string Id, string Name, string Role);
