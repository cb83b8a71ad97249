using Disclosure.Reports.Content;

namespace Disclosure.Pages.Report;

/// <summary>The block above a report.</summary>
internal sealed record MetadataModel(Language Language, ReportMetadata Metadata, ReportMarks Marks)
{
    /// <summary>The block's fields; the summary takes part only where there is one.</summary>
    public IEnumerable<MetadataField> Fields =>
        MetadataField.All.Where(one => one.Key != "summary" || !string.IsNullOrWhiteSpace(Metadata.Summary));

    /// <summary>The schema.org property that a field is, if it is one.</summary>
    public static string? PropertyOf(MetadataField field) =>
        field.Key switch
        {
            "indexNumber" => "reportNumber",
            "keywords" => "keywords",
            "summary" => "abstract",
            _ => null,
        };
}
