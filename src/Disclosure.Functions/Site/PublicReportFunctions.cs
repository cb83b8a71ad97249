using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Assets;
using Disclosure.Pages.Site;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Publications;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Site;

/// <summary>Published reports, served exactly as they were stored at publication.</summary>
internal sealed class PublicReportFunctions(
    PublicationRepository publications,
    PublicDocuments documents,
    IOptions<DisclosureOptions> options
)
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string Revalidate = "public, max-age=300";

    /// <summary>The page, or with an extension one of the documents beside it. One function: both share the address's shape.</summary>
    [Function("PublicReport")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "reports/{organ}/{serial}")] HttpRequest request,
        string organ,
        string serial,
        CancellationToken cancellationToken
    )
    {
        var dot = serial.IndexOf('.', StringComparison.Ordinal);
        var extension = dot < 0 ? "" : serial[(dot + 1)..];
        if (
            !IndexNumber.TryParse($"{organ}/{(dot < 0 ? serial : serial[..dot])}", out var number)
            || await publications.GetAsync(number, cancellationToken) is not { } publication
        )
        {
            return NotPublished(request);
        }

        if (publication.Status == PublicationStatus.Withdrawn)
        {
            return Tombstone(request, publication);
        }

        switch (extension)
        {
            case "":
                return Serve(request, publication, await documents.ReadPageAsync(number, publication.Revision, cancellationToken));
            case "json":
                return Serve(request, publication, await documents.ReadJsonAsync(number, publication.Revision, cancellationToken));
            case "pdf" or "docx" or "xlsx":
                return request.Problem(
                    ApiErrors.NotImplemented,
                    new Bilingual("目前公开网页和 JSON 两种格式。", "The page and JSON are available now.")
                );
            default:
                return NotPublished(request);
        }
    }

    /// <summary>The stylesheet and the icon.</summary>
    [Function("Asset")]
    public IResult Asset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{file}")] HttpRequest request,
        string file
    ) =>
        SiteAssets.Find(file, out var immutable) is { } asset
            ? PublicCaching.Bytes(request, asset.Content.ToArray(), asset.MediaType, asset.Hash, null, immutable ? Forever : Revalidate)
            : request.Problem(ApiErrors.NotFound);

    /// <summary>What crawlers may read: the public site and nothing else.</summary>
    [Function("Robots")]
    public IResult Robots([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "robots.txt")] HttpRequest request)
    {
        PublicCaching.ForAMinute(request);
        return Results.Text(
            $"User-agent: *\nDisallow: /api/\nDisallow: /review/\nDisallow: /sign-in\nSitemap: {options.Value.PublicBaseUrl}/sitemap.xml\n",
            "text/plain; charset=utf-8"
        );
    }

    private static IResult Serve(HttpRequest request, Storage.Publications.Publication publication, StoredDocument? document) =>
        document is null
            ? throw new InvalidOperationException($"A document of {publication.IndexNumber} is missing.")
            : PublicCaching.Bytes(
                request,
                document.Content,
                document.ContentType,
                document.Digest.ToString(),
                publication.StatusAt ?? publication.PublishedAt
            );

    private IResult NotPublished(HttpRequest request) =>
        request.WantsPage()
            ? SitePages.Error(
                new PublicErrorModel
                {
                    Language = request.PageLanguageOf(),
                    SiteName = options.Value.SiteName,
                    StatusCode = StatusCodes.Status404NotFound,
                }
            )
            : request.Problem(ApiErrors.NotPublished);

    private Pages.Page Tombstone(HttpRequest request, Storage.Publications.Publication publication) =>
        SitePages.Tombstone(
            new TombstoneModel
            {
                Language = request.PageLanguageOf(),
                SiteName = options.Value.SiteName,
                OrganName = publication.OrganName,
                Title = publication.Title,
                IndexNumber = publication.IndexNumber.ToString(),
                PublishedAt = ChinaTime.Local(publication.PublishedAt),
                WithdrawnAt = ChinaTime.Local(publication.StatusAt ?? publication.PublishedAt),
                Reason = publication.StatusNote ?? "",
            }
        );
}
