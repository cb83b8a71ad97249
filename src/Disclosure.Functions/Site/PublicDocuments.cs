using System.Text.Json;
using System.Text.Json.Nodes;
using Disclosure.Functions.Http;
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
        var json = Json(report, organ, content);
        await store.PutAsync(
            new DocumentName(publication.IndexNumber, report.Revision, JsonFile),
            json,
            "application/json; charset=utf-8",
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

    // The content stands in it exactly as its digest was taken, so that anybody can check the digest.
    private static byte[] Json(StoredReport report, Organ organ, ReportContent content)
    {
        var publication = report.Publication!;
        var document = new JsonObject
        {
            ["indexNumber"] = publication.IndexNumber.ToString(),
            ["reportId"] = report.Id.ToString(),
            ["organCode"] = report.Id.Organ.ToString(),
            ["organName"] = organ.NameZh,
            ["year"] = report.Id.Year,
            ["edition"] = report.Edition,
            ["publishedAt"] = ChinaTime.Local(publication.PublishedAt!.Value),
            ["url"] = publication.Url,
            ["revision"] = report.Revision,
            ["digest"] = report.Digest!.Value.ToString(),
            ["auditHead"] = report.AuditHead,
            ["content"] = JsonNode.Parse(ContentJson.Write(content)),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Http.Json.Wire);
    }
}
