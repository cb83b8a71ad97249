using System.Globalization;
using Disclosure.Pages.Shared;
using Disclosure.Reports.Content;

namespace Disclosure.Pages.Site;

/// <summary>What the public page and its head both say about a report.</summary>
internal static class ReportView
{
    private const int DescriptionLength = 120;

    /// <summary>The block above the report: publication knows the index number and the date better than the draft did.</summary>
    public static ReportMetadata Metadata(ReportPageModel model) =>
        model.Publication is { } publication
            ? model.Content.Metadata with
            {
                IndexNumber = publication.IndexNumber.ToString(),
                GeneratedOn = When.Stamp(publication.PublishedAt),
            }
            : model.Content.Metadata;

    /// <summary>For machines: the drafter's keywords, or what is true of every such report.</summary>
    public static string Keywords(ReportPageModel model) =>
        string.IsNullOrWhiteSpace(model.Content.Metadata.Keywords)
            ? string.Create(CultureInfo.InvariantCulture, $"{model.OrganName},政府信息公开,工作年度报告,{model.ReportYear}年")
            : HarmlessText.OneLine(model.Content.Metadata.Keywords);

    /// <summary>For search results: the summary, or how the report begins.</summary>
    public static string Description(ReportPageModel model)
    {
        var sections = model.Content.Sections;
        var source = new[] { model.Content.Metadata.Summary, sections.Overview, sections.Preamble, model.Content.Title }.FirstOrDefault(
            text => !string.IsNullOrWhiteSpace(text)
        );
        var line = HarmlessText.OneLine(source);
        if (line.Length <= DescriptionLength)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[DescriptionLength - 1]) ? DescriptionLength - 1 : DescriptionLength;
        return line[..end] + "…";
    }

    /// <summary>A file's size as people say it.</summary>
    public static string Size(long bytes) =>
        bytes < 1024 * 1024
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d / 1024d:0.0} MB");
}
