using System.Globalization;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Formats;

namespace Disclosure.Functions.Api;

/// <summary>What the audit trail says of a saving beside its revision.</summary>
/// <param name="Action">From <see cref="AuditActions"/>.</param>
/// <param name="Details">Further facts.</param>
internal sealed record SaveNote(string Action, params IReadOnlyList<(string Name, string Value)> Details)
{
    /// <summary>A content that somebody typed or imported.</summary>
    public static SaveNote Plain { get; } = new(AuditActions.Saved);

    /// <summary>A figure that was changed for the drafter, before and after: <c>requests/carried_in/natural: - → 3</c>.</summary>
    public static (string Name, string Value) Cell(int index, CellFormat cell, decimal? before, decimal? after) =>
        (string.Create(CultureInfo.InvariantCulture, $"cell.{index + 1}"), $"{cell.Key}: {Figure(before)} → {Figure(after)}");

    private static string Figure(decimal? figure) => figure?.ToString("0.######", CultureInfo.InvariantCulture) ?? "-";
}
