using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>A report as its drafter writes it. Immutable; equal content has equal canonical bytes.</summary>
public sealed record ReportContent
{
    public required string Title { get; init; }

    public required ReportMetadata Metadata { get; init; }

    public required ReportSections Sections { get; init; }

    public required CellValues Cells { get; init; }

    public FormatEdition Edition => Cells.Edition;

    /// <summary>A new draft: official title, what is known of the metadata, no text, every cell blank.</summary>
    public static ReportContent Empty(FormatEdition edition, string organName, int year)
    {
        var title = edition.TitleFor(organName, year);
        return new ReportContent
        {
            Title = title,
            Metadata = new ReportMetadata
            {
                Name = title,
                IssuingOrgan = organName,
                DisclosureForm = "主动公开",
                Validity = "有效",
            },
            Sections = new ReportSections(),
            Cells = CellValues.Blank(edition),
        };
    }
}
