using System.Globalization;
using System.Text;
using System.Text.Json;
using Disclosure.Reports;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Documents.Tests;

public sealed class JsonReportTests
{
    [Theory]
    [InlineData(2020)]
    [InlineData(2024)]
    public void Render_AnyEdition_HoldsTheContentWhoseDigestItNames(int year)
    {
        var report = Report(year);

        using var document = JsonDocument.Parse(JsonReport.Render(report));

        var content = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("content").GetRawText());
        Assert.Equal(ContentJson.Write(report.Content), content);
        Assert.Equal(ContentDigest.Of(content).ToString(), document.RootElement.GetProperty("digest").GetString());
        var reading = ContentJson.Read(content, FormatEdition.For(year));
        Assert.Equal(report.Content.Cells, Assert.IsType<ContentReading.Ok>(reading).Content.Cells);
    }

    [Fact]
    public void Render_UnderAnotherCulture_GivesTheSameBytes()
    {
        var expected = JsonReport.Render(Report(2020));
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, JsonReport.Render(Report(2020)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Render_PublicationFacts_StandUnderTheirNames()
    {
        using var document = JsonDocument.Parse(JsonReport.Render(Report(2020)));
        var root = document.RootElement;

        Assert.Equal("620700082/2021-00002", root.GetProperty("indexNumber").GetString());
        Assert.Equal("620700082-2020", root.GetProperty("reportId").GetString());
        Assert.Equal("张掖市审计局", root.GetProperty("organName").GetString());
        Assert.Equal("2021-01-29T09:30:00+08:00", root.GetProperty("publishedAt").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("auditHead").ValueKind);
    }

    [Fact]
    public void Render_HostileText_StaysText()
    {
        var report = Report(2020);
        var hostile = report with { Content = report.Content with { Title = "</script><script>alert(1)</script>\u202E\"" } };

        using var document = JsonDocument.Parse(JsonReport.Render(hostile));

        Assert.Equal(hostile.Content.Title, document.RootElement.GetProperty("content").GetProperty("title").GetString());
    }

    private static PublishedReport Report(int year)
    {
        var id = new ReportId(OrganCode.Parse("620700082"), year);
        var empty = ReportContent.Empty(FormatEdition.For(year), "张掖市审计局", year);
        return new PublishedReport
        {
            IndexNumber = IndexNumber.Parse("620700082/2021-00002"),
            ReportId = id,
            OrganName = "张掖市审计局",
            PublishedAt = new DateTimeOffset(2021, 1, 29, 9, 30, 0, TimeSpan.FromHours(8)),
            Url = "https://xxgk.example/reports/620700082/2021-00002",
            Revision = 3,
            Content = empty with { Cells = empty.Cells.With(empty.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)7))) },
        };
    }
}
