using Disclosure.Documents;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Site;
using Disclosure.Reports.Content;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Site;

/// <summary>The documents of a publication: made once, kept, and served as they were made.</summary>
internal sealed class PublicDocuments(DocumentStore store, IOptions<DisclosureOptions> options)
{
    private const string PageFile = "report.html";
    private const string JsonFile = "report.json";

    /// <summary>Renders and keeps every document of the report's revision; the same report gives the same bytes.</summary>
    /// <returns>The digest of the public page.</returns>
    public async Task<ContentDigest> StoreAsync(
        StoredReport report,
        Organ organ,
        ReportContent content,
        CancellationToken cancellationToken
    )
    {
        var publication = report.Publication!;
        var json = JsonReport.Render(
            new PublishedReport
            {
                IndexNumber = publication.IndexNumber,
                ReportId = report.Id,
                OrganName = organ.NameZh,
                PublishedAt = ChinaTime.Local(publication.PublishedAt!.Value),
                Url = publication.Url!,
                Revision = report.Revision,
                AuditHead = report.AuditHead,
                Content = content,
            }
        );
        await store.PutAsync(
            new DocumentName(publication.IndexNumber, report.Revision, JsonFile),
            json,
            JsonReport.MediaType,
            cancellationToken
        );
        var page = SitePages.Report(
            new ReportPageModel
            {
                SiteName = organ.Site.SiteName ?? options.Value.SiteName,
                OrganName = organ.NameZh,
                ReportYear = report.Id.Year,
                Content = content,
                Digest = report.Digest!.Value,
                Publication = new Pages.Site.Publication
                {
                    IndexNumber = publication.IndexNumber,
                    PublishedAt = ChinaTime.Local(publication.PublishedAt!.Value),
                    Address = publication.Url!,
                    AuditHead = report.AuditHead,
                    AuditEntries = report.AuditCount,
                },
                Downloads = [new Download("JSON", PublicAddress.Path(publication.IndexNumber) + ".json", json.Length)],
            }
        );
        return await store.PutAsync(
            new DocumentName(publication.IndexNumber, report.Revision, PageFile),
            await page.RenderAsync(cancellationToken),
            Page.MediaType,
            cancellationToken
        );
    }

    /// <summary>The public page as it was stored.</summary>
    public Task<StoredDocument?> ReadPageAsync(IndexNumber number, int revision, CancellationToken cancellationToken) =>
        store.ReadAsync(new DocumentName(number, revision, PageFile), cancellationToken);

    /// <summary>The public JSON document as it was stored.</summary>
    public Task<StoredDocument?> ReadJsonAsync(IndexNumber number, int revision, CancellationToken cancellationToken) =>
        store.ReadAsync(new DocumentName(number, revision, JsonFile), cancellationToken);
}
