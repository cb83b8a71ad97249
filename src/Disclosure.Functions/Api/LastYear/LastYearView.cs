using Disclosure.Functions.Errors;
using Disclosure.Functions.Reminders;

namespace Disclosure.Functions.Api.LastYear;

/// <summary>Where last year's figures come from.</summary>
internal sealed record LastYearView
{
    public required string ReportId { get; init; }

    public required int Year { get; init; }

    public required string Edition { get; init; }

    public required LastYearSource Source { get; init; }

    /// <summary>The source in a sentence.</summary>
    public required string Text { get; init; }

    public required string Title { get; init; }

    public required int? Revision { get; init; }

    public required string Digest { get; init; }

    public required string? IndexNumber { get; init; }

    /// <summary>Null for one in storage.</summary>
    public required ImportView? Import { get; init; }

    public static LastYearView Of(LastYearReport report, Language language) =>
        new()
        {
            ReportId = report.Id.ToString(),
            Year = report.Id.Year,
            Edition = report.Content.Edition.Edition,
            Source = report.Source,
            Text = Sentence(report).In(language),
            Title = report.Content.Title,
            Revision = report.Revision,
            Digest = report.Digest.ToString(),
            IndexNumber = report.IndexNumber?.ToString(),
            Import = report.Import is { } import
                ? new ImportView(
                    import.MediaType,
                    import.PlacedCells,
                    report.Content.Edition.Cells.Count,
                    ChinaTime.Local(import.At),
                    import.By
                )
                : null,
        };

    private static Bilingual Sentence(LastYearReport report)
    {
        var year = report.Id.Year;
        return report.Source switch
        {
            LastYearSource.Published => new(
                $"{year} 年度报告，已在本系统发布（{report.IndexNumber}）。",
                $"The report for {year}, published here as {report.IndexNumber}."
            ),
            LastYearSource.Frozen => new(
                $"{year} 年度报告第 {report.Revision} 版，已提交审查，尚未发布。",
                $"The report for {year}, revision {report.Revision}: submitted, not published yet."
            ),
            LastYearSource.Imported => new(
                $"{year} 年度报告，由拟稿人导入供比较。",
                $"The report for {year}, imported by the drafter for comparison."
            ),
            _ => new(
                $"{year} 年度报告草稿第 {report.Revision} 版，尚未提交，数据可能还会变动。",
                $"The draft for {year}, revision {report.Revision}: not submitted yet, its figures may change."
            ),
        };
    }
}

/// <summary>How a report was imported for comparison.</summary>
internal sealed record ImportView(string MediaType, int PlacedCells, int Cells, DateTimeOffset ImportedAt, string ImportedBy);
