using Disclosure.Functions.Api;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Review;

/// <summary>A review task as JSON.</summary>
internal sealed record ReviewView
{
    public required string ReportId { get; init; }

    public required string Stage { get; init; }

    public required int Round { get; init; }

    public required string Reviewer { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset Due { get; init; }

    public required string DueExplanation { get; init; }

    public required TaskState State { get; init; }

    public required IReadOnlyList<FindingView> Findings { get; init; }

    public required IReadOnlyList<ChangeView> Changes { get; init; }
}

/// <summary>What one decision came to, as JSON.</summary>
internal sealed record ReceiptView
{
    public required string ReportId { get; init; }

    public required string Stage { get; init; }

    public required int Round { get; init; }

    public required string Reviewer { get; init; }

    public required DecisionKind Decision { get; init; }

    public required string Comment { get; init; }

    public required string Digest { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Person id to whom the task was handed over; null unless it was.</summary>
    public string? To { get; init; }

    public static ReceiptView Of(string reportId, string reviewer, StoredDecision decision) =>
        new()
        {
            ReportId = reportId,
            Stage = decision.Stage,
            Round = decision.Round,
            Reviewer = reviewer,
            Decision = decision.Kind,
            Comment = decision.Comment,
            Digest = decision.Digest.ToString(),
            DecidedAt = decision.At,
            To = decision.DelegatedTo,
        };
}
