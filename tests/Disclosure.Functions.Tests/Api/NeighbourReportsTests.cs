using Disclosure.Functions.Api;
using Disclosure.Reports;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Publications;
using Testing;

namespace Disclosure.Functions.Tests.Api;

/// <summary>What other organs published for the same year, to find copied text.</summary>
public sealed class NeighbourReportsTests(AzuriteFixture azurite)
{
    private static readonly string s_text = string.Concat(
        Enumerable.Range(1, 12).Select(i => $"第{i}项工作由办公室牵头，会同各科室按规定时限办结并及时向社会公开。")
    );

    [Fact]
    public async Task Of_PublicationsOfTheYear_AreThoseOfOthers()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PublishAsync(office, "620700082", 2021);
        await PublishAsync(office, "620700099", 2021);
        await PublishAsync(office, "620700098", 2020);

        var others = await office.Get<NeighbourReports>().OfAsync(office.Report, Office.Cancel);

        Assert.Equal("机关620700099", Assert.Single(others).Name);
    }

    [Fact]
    public async Task Of_ManyPublications_AreTheNewestTwenty()
    {
        await using var office = await Office.OpenAsync(azurite);
        for (var i = 0; i < 23; i++)
        {
            await PublishAsync(office, $"6207001{i:00}", 2021, minutes: i);
        }

        var others = await office.Get<NeighbourReports>().OfAsync(office.Report, Office.Cancel);

        Assert.Equal(20, others.Count);
        Assert.DoesNotContain(others, other => other.Name is "机关620700100" or "机关620700102");
    }

    [Fact]
    public async Task Of_ADamagedPublication_IsPassedOver()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PublishAsync(office, "620700099", 2021, digest: ContentDigest.Of("never stored"u8));

        Assert.Empty(await office.Get<NeighbourReports>().OfAsync(office.Report, Office.Cancel));
    }

    [Fact]
    public async Task Findings_TextOfAnotherOrgan_IsCopied()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        await office.ChangeAsync(content => content with { Sections = content.Sections with { Overview = "2021年，" + s_text } });
        await PublishAsync(office, "620700099", 2021);
        var report = await office.StoredAsync();
        var reader = office.Get<ReportReader>();

        var findings = await reader.FindingsAsync(
            report.Id,
            await reader.ContentAsync(report.Id, report.Digest!.Value, Office.Cancel),
            Office.Cancel
        );

        Assert.Contains("机关620700099", Assert.Single(findings, f => f.Rule == "copied-text").MessageZh, StringComparison.Ordinal);
    }

    private static async Task PublishAsync(Office office, string organ, int year, int minutes = 0, ContentDigest? digest = null)
    {
        var code = OrganCode.Parse(organ);
        var content = ReportContent.Empty(FormatEdition.For(year), "机关" + organ, year) with
        {
            Sections = new ReportSections { Overview = $"{year}年，" + s_text },
        };
        var stored = await office.Get<ContentStore>().PutAsync(ContentJson.Write(content), Office.Cancel);
        Assert.IsType<PublicationSave.Saved>(
            await office
                .Get<PublicationRepository>()
                .SaveAsync(
                    new Publication
                    {
                        IndexNumber = new IndexNumber(code, year + 1, 1),
                        ReportId = new ReportId(code, year),
                        OrganName = "机关" + organ,
                        Title = content.Title,
                        Url = "https://xxgk.example/reports/" + organ,
                        PublishedAt = office.Time.GetUtcNow().AddMinutes(minutes),
                        Status = PublicationStatus.Published,
                        Revision = 1,
                        ContentDigest = digest ?? stored,
                        PageDigest = stored,
                    },
                    Office.Cancel
                )
        );
    }
}
