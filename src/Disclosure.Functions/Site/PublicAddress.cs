namespace Disclosure.Functions.Site;

/// <summary>Where a report stands on the public site.</summary>
internal static class PublicAddress
{
    /// <summary>The path of a report's page, such as <c>/reports/620700082/2021-00002</c>.</summary>
    public static string Path(IndexNumber number) => "/reports/" + number;

    /// <summary>The absolute address, made from configuration alone.</summary>
    public static string Of(string publicBaseUrl, IndexNumber number) => publicBaseUrl + Path(number);
}
