using System.Globalization;
using Disclosure.Pages.Site;
using Disclosure.Storage.Publications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Disclosure.Functions.Site;

/// <summary>
/// A visitor's search, read leniently: a wrong year or organ in a public address is left out rather than refused, as the form that people
/// use cannot produce it.
/// </summary>
internal sealed record CatalogueRequest(Storage.Publications.CatalogueQuery Query, Pages.Site.CatalogueQuery Shown)
{
    private const int MaximumPageSize = 100;
    private const int MaximumText = 100;

    public static CatalogueRequest Read(IQueryCollection query, int pageSize)
    {
        var text = query["q"].ToString().Trim();
        text = text.Length > MaximumText ? text[..MaximumText] : text;
        var year = Number(query["year"].ToString());
        var organ = OrganCode.TryParse(query["organ"].ToString(), out var code) ? code : (OrganCode?)null;
        ReportStanding? standing = query["status"].ToString() switch
        {
            "valid" => ReportStanding.Valid,
            "corrected" => ReportStanding.Corrected,
            "withdrawn" => ReportStanding.Withdrawn,
            _ => null,
        };
        return new CatalogueRequest(
            new Storage.Publications.CatalogueQuery
            {
                Text = text.Length > 0 ? text : null,
                Year = year,
                Organ = organ,
                Status = (PublicationStatus?)standing,
                Page = Math.Max(1, Number(query["page"].ToString()) ?? 1),
                PageSize = Math.Clamp(Number(query["pageSize"].ToString()) ?? pageSize, 1, MaximumPageSize),
            },
            new Pages.Site.CatalogueQuery
            {
                Text = text.Length > 0 ? text : null,
                Year = year,
                OrganCode = organ?.ToString(),
                Standing = standing,
            }
        );
    }

    /// <summary>The address of another page of the same search.</summary>
    public string AddressOf(int page)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["q"] = Shown.Text,
            ["year"] = Shown.Year?.ToString(CultureInfo.InvariantCulture),
            ["organ"] = Shown.OrganCode,
            ["status"] = Shown.Standing switch
            {
                ReportStanding.Valid => "valid",
                ReportStanding.Corrected => "corrected",
                ReportStanding.Withdrawn => "withdrawn",
                _ => null,
            },
            ["page"] = page.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString("/", parameters.Where(parameter => parameter.Value is not null));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
