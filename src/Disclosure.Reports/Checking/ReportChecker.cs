using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking;

/// <summary>Runs every rule. Pure: the same content and context give the same findings in the same order.</summary>
public static class ReportChecker
{
    /// <summary>Findings, gravest first, then in the order of the report.</summary>
    public static IReadOnlyList<Finding> Check(ReportContent content, CheckContext context) =>
        throw new NotSupportedException("Not written yet.");
}
