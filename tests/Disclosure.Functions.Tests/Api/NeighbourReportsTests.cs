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

    private static ReportContent Copy =>
        ReportContent.Empty(FormatEdition.For(2021), "张掖市审计局", 2021) with
        {
            Sections = new ReportSections { Overview = s_text },
        };

    [Fact]
    public async Task Like_PublicationsOfTheYear_AreThoseOfOthers()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PublishAsync(office, "620700082", 2021);
        await PublishAsync(office, "620700099", 2021);
        await PublishAsync(office, "620700098", 2020);

        var others = await office.Get<NeighbourReports>().LikeAsync(office.Report, Copy, Office.Cancel);

        Assert.Equal("机关620700099", Assert.Single(others).Name);
    }

    [Fact]
    public async Task Like_ManyPublications_AreTheNewestFifty()
    {
        await using var office = await Office.OpenAsync(azurite);
        for (var i = 0; i < 52; i++)
        {
            await PublishAsync(office, $"6207001{i:00}", 2021, minutes: i);
        }

        var others = await office.Get<NeighbourReports>().LikeAsync(office.Report, Copy, Office.Cancel);

        Assert.Equal(50, others.Count);
        Assert.DoesNotContain(others, other => other.Name is "机关620700100" or "机关620700101");
    }

    [Fact]
    public async Task Like_TextOfItsOwn_HasNone()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PublishAsync(office, "620700099", 2021);

        Assert.Empty(await office.Get<NeighbourReports>().LikeAsync(office.Report, office.Content(""), Office.Cancel));
        Assert.Single(await office.Get<NeighbourReports>().LikeAsync(office.Report, Copy, Office.Cancel));
    }

    [Fact]
    public async Task Like_ADamagedPublication_IsPassedOver()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PublishAsync(office, "620700099", 2021, digest: ContentDigest.Of("never stored"u8));

        Assert.Empty(await office.Get<NeighbourReports>().LikeAsync(office.Report, Copy, Office.Cancel));
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
