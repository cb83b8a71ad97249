using Disclosure.Reports.Checking;

namespace Disclosure.Functions.Api.ApplyingAdvice;

/// <summary>Which findings' advice is to be followed.</summary>
internal abstract record AdviceChoice
{
    private AdviceChoice() { }

    /// <summary>These, in the order of the check.</summary>
    /// <param name="Findings">Each has a patch.</param>
    /// <param name="IsNamed">True if the caller named them: then all or none are followed.</param>
    public sealed record Chosen(IReadOnlyList<Finding> Findings, bool IsNamed) : AdviceChoice;

    /// <summary>The check does not find these.</summary>
    public sealed record Unknown(IReadOnlyList<string> Ids) : AdviceChoice;

    /// <summary>These are found, but their advice is words alone.</summary>
    public sealed record WithoutPatch(IReadOnlyList<string> Ids) : AdviceChoice;

    /// <param name="found">What the check finds.</param>
    /// <param name="named">Ids; none for every finding that has a patch.</param>
    public static AdviceChoice Of(IReadOnlyList<Finding> found, IReadOnlyList<string> named)
    {
        if (named.Count == 0)
        {
            return new Chosen([.. found.Where(HasPatch)], false);
        }

        var chosen = found.Where(finding => named.Contains(finding.Id, StringComparer.Ordinal)).ToList();
        List<string> unknown = [.. named.Except(chosen.Select(finding => finding.Id), StringComparer.Ordinal)];
        List<string> wordsOnly = [.. chosen.Where(finding => !HasPatch(finding)).Select(finding => finding.Id)];
        return unknown.Count > 0 ? new Unknown(unknown)
            : wordsOnly.Count > 0 ? new WithoutPatch(wordsOnly)
            : new Chosen(chosen, true);
    }

    private static bool HasPatch(Finding finding) => finding.Advice is { Patch.Count: > 0 };
}
