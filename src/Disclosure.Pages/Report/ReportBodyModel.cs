using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Report;

/// <summary>The report between its title and its end: preamble and six sections, as the public and its reviewers see it.</summary>
internal sealed record ReportBodyModel
{
    public required Language Language { get; init; }

    public required ReportContent Content { get; init; }

    /// <summary>The level of the sections' headings: one below the report's title.</summary>
    public required int HeadingLevel { get; init; }

    public ReportMarks Marks { get; init; } = ReportMarks.None;

    public string TextOf(SectionFormat section) =>
        Content.Sections.InOrder().FirstOrDefault(text => string.Equals(text.Key, section.Key, StringComparison.Ordinal)).Text ?? "";
}

/// <summary>One text of the report.</summary>
internal sealed record NarrativeModel(Language Language, IReadOnlyList<NarrativeBlock> Blocks, int HeadingLevel);

/// <summary>One table of the report.</summary>
internal sealed record GridModel(Language Language, TableFormat Table, string Caption, GridView View);
