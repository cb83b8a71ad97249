using System.Globalization;
using System.Xml.Linq;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Site;
using Disclosure.Storage.Publications;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using CatalogueQuery = Disclosure.Storage.Publications.CatalogueQuery;

namespace Disclosure.Functions.Site;

/// <summary>The public catalogue: a page, JSON, a feed and a sitemap.</summary>
internal sealed class CatalogueFunctions(Catalogue catalogue, IOptions<DisclosureOptions> options)
{
    private const int PageSize = 20;
    private const int FeedLength = 50;
    private static readonly XNamespace s_atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace s_sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private string Base => options.Value.PublicBaseUrl;

    /// <summary>The front page.</summary>
    [Function("Catalogue")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{x:regex(^$)?}")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var asked = CatalogueRequest.Read(request.Query, PageSize);
        var page = await catalogue.QueryAsync(asked.Query, cancellationToken);
        var facets = await catalogue.FacetsAsync(cancellationToken);
        PublicCaching.ForAMinute(request);
        return SitePages.Catalogue(
            new CatalogueModel
            {
                Language = request.PageLanguageOf(),
                SiteName = options.Value.SiteName,
                Query = asked.Shown,
                Organs = [.. facets.Organs.Select(organ => new OrganChoice(organ.Key.ToString(), organ.Value))],
                Years = facets.Years,
                Entries = [.. page.Items.Select(Entry)],
                Total = page.Total,
                PageNumber = page.Page,
                PageCount = page.PageCount,
                PreviousAddress = page.Page > 1 ? asked.AddressOf(page.Page - 1) : null,
                NextAddress = page.Page < page.PageCount ? asked.AddressOf(page.Page + 1) : null,
            }
        );
    }

    /// <summary>The same list for other systems.</summary>
    [Function("PublicReports")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/reports")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var asked = CatalogueRequest.Read(request.Query, PageSize);
        var page = await catalogue.QueryAsync(asked.Query, cancellationToken);
        PublicCaching.ForAMinute(request);
        return Results.Json(
            new
            {
                items = page.Items.Select(PublicReportView.Of),
                total = page.Total,
                page = page.Page,
                pageSize = asked.Query.PageSize,
            },
            Json.Wire
        );
    }

    /// <summary>The newest publications as Atom.</summary>
    [Function("Feed")]
    public async Task<IResult> Feed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feed.xml")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var newest = await catalogue.NewestAsync(FeedLength, cancellationToken);
        var feed = new XElement(
            s_atom + "feed",
            new XElement(s_atom + "title", options.Value.SiteName),
            new XElement(s_atom + "id", Base + "/"),
            new XElement(s_atom + "link", new XAttribute("href", Base + "/")),
            new XElement(s_atom + "link", new XAttribute("rel", "self"), new XAttribute("href", Base + "/feed.xml")),
            new XElement(
                s_atom + "updated",
                Rfc3339(newest.Count > 0 ? newest[0].StatusAt ?? newest[0].PublishedAt : DateTimeOffset.UnixEpoch)
            ),
            newest.Select(publication => new XElement(
                s_atom + "entry",
                new XElement(s_atom + "title", publication.Title),
                new XElement(s_atom + "id", publication.Url),
                new XElement(s_atom + "link", new XAttribute("href", publication.Url)),
                new XElement(s_atom + "published", Rfc3339(publication.PublishedAt)),
                new XElement(s_atom + "updated", Rfc3339(publication.StatusAt ?? publication.PublishedAt)),
                new XElement(s_atom + "author", new XElement(s_atom + "name", publication.OrganName)),
                new XElement(s_atom + "summary", $"索引号 {publication.IndexNumber}")
            ))
        );
        PublicCaching.ForAMinute(request);
        return Results.Text(Declared(feed), "application/atom+xml; charset=utf-8");
    }

    /// <summary>Every public page, for search engines.</summary>
    [Function("Sitemap")]
    public async Task<IResult> Sitemap(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sitemap.xml")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var all = await catalogue.AllAsync(cancellationToken);
        var sitemap = new XElement(
            s_sitemap + "urlset",
            new XElement(s_sitemap + "url", new XElement(s_sitemap + "loc", Base + "/")),
            all.Select(publication => new XElement(
                s_sitemap + "url",
                new XElement(s_sitemap + "loc", publication.Url),
                new XElement(s_sitemap + "lastmod", Rfc3339(publication.StatusAt ?? publication.PublishedAt))
            ))
        );
        PublicCaching.ForAMinute(request);
        return Results.Text(Declared(sitemap), "application/xml; charset=utf-8");
    }

    private static CatalogueEntry Entry(Storage.Publications.Publication publication) =>
        new()
        {
            Title = publication.Title,
            OrganName = publication.OrganName,
            IndexNumber = publication.IndexNumber.ToString(),
            ReportYear = publication.Year,
            PublishedAt = ChinaTime.Local(publication.PublishedAt),
            Address = PublicAddress.Path(publication.IndexNumber),
            Standing = (ReportStanding)publication.Status,
        };

    private static string Declared(XElement root) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting);

    private static string Rfc3339(DateTimeOffset at) =>
        ChinaTime.Local(at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>A published report in the public list.</summary>
internal sealed record PublicReportView(
    string IndexNumber,
    string Title,
    string OrganCode,
    string OrganName,
    int Year,
    DateTimeOffset PublishedAt,
    PublicationStatus Status,
    string Url,
    string Digest,
    string PageDigest
)
{
    public static PublicReportView Of(Storage.Publications.Publication publication) =>
        new(
            publication.IndexNumber.ToString(),
            publication.Title,
            publication.OrganCode.ToString(),
            publication.OrganName,
            publication.Year,
            ChinaTime.Local(publication.PublishedAt),
            publication.Status,
            publication.Url,
            publication.ContentDigest.ToString(),
            publication.PageDigest.ToString()
        );
}
