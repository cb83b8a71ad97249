using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Samples;

/// <summary>Contents and contexts to start a test from.</summary>
internal static class Sample
{
    public const string OrganName = "张掖市审计局";

    public static readonly ReportId Report2020 = ReportId.Parse("620700082-2020");

    public static FormatEdition Edition2019 => FormatEdition.For(2020);

    public static FormatEdition Edition2021 => FormatEdition.For(2021);

    public static string File(string name)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A report for 2020 that no rule has anything to say about.</summary>
    public static ReportContent Clean(FormatEdition? edition = null, int year = 2020)
    {
        edition ??= Edition2019;
        var empty = ReportContent.Empty(edition, OrganName, year);
        return empty with
        {
            Metadata = empty.Metadata with
            {
                Keywords = "政府信息公开",
                Department = "办公室",
                Summary = "本机关年度政府信息公开工作情况。",
            },
            Sections = new ReportSections
            {
                Overview = $"{year}年，本机关按照《中华人民共和国政府信息公开条例》做好政府信息公开工作。",
                Problems = string.Concat(Enumerable.Repeat("公开的及时性还不够，下一步将完善机制并加强培训。", 4)),
                Other = "本年度未收取信息处理费。",
            },
            Cells = empty.Cells.With(edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)0))),
        };
    }

    public static CheckContext Context(int year = 2020) =>
        new()
        {
            ReportId = new ReportId(Report2020.Organ, year),
            OrganName = OrganName,
            Today = new DateOnly(year + 1, 1, 15),
        };

    public static ReportContent With(this ReportContent content, params (string Key, decimal? Value)[] cells) =>
        content with
        {
            Cells = content.Cells.With(cells.Select(cell => KeyValuePair.Create(CellKey.Parse(cell.Key), cell.Value))),
        };

    public static ReportContent WithOverview(this ReportContent content, string overview) =>
        content with
        {
            Sections = content.Sections with { Overview = overview },
        };

    public static IReadOnlyList<Finding> Check(this ReportContent content, CheckContext? context = null) =>
        ReportChecker.Check(content, context ?? Context());

    public static IReadOnlyList<Finding> CheckFor(this ReportContent content, string rule, CheckContext? context = null) =>
        [.. content.Check(context).Where(finding => finding.Rule == rule)];
}
