using Disclosure.Functions.Errors;
using Disclosure.Reports.Checking;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Api;

/// <summary>What became of something that a member of staff asked of a report.</summary>
internal abstract record CommandOutcome
{
    private CommandOutcome() { }

    /// <summary>Done; the report as it is now.</summary>
    public sealed record Done(StoredReport Report) : CommandOutcome;

    /// <summary>Refused; nothing was changed.</summary>
    public sealed record Refused(ApiError Error, Bilingual? Detail = null) : CommandOutcome;

    /// <summary>Findings stand in the way of submission.</summary>
    public sealed record Blocked(IReadOnlyList<Finding> Findings) : CommandOutcome;
}
