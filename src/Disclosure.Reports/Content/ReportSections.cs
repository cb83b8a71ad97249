namespace Disclosure.Reports.Content;

/// <summary>The texts. Paragraphs are separated by a line feed; no heading of a section is repeated in its text.</summary>
public sealed record ReportSections
{
    public const string PreambleKey = "preamble";
    public const string OverviewKey = "overview";
    public const string ProblemsKey = "problems";
    public const string OtherKey = "other";

    /// <summary>What many reports say before section one. Optional; absent from JSON when empty.</summary>
    public string Preamble { get; init; } = string.Empty;

    /// <summary>一、总体情况.</summary>
    public string Overview { get; init; } = string.Empty;

    /// <summary>五、存在的主要问题及改进情况.</summary>
    public string Problems { get; init; } = string.Empty;

    /// <summary>六、其他需要报告的事项.</summary>
    public string Other { get; init; } = string.Empty;

    /// <summary>Key and text of each, in the order in which the report prints them.</summary>
    public IEnumerable<(string Key, string Text)> InOrder()
    {
        yield return (PreambleKey, Preamble);
        yield return (OverviewKey, Overview);
        yield return (ProblemsKey, Problems);
        yield return (OtherKey, Other);
    }
}
