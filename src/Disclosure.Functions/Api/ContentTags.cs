using System.Globalization;
using Disclosure.Storage.Dossiers;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Api;

/// <summary>
/// Entity tags: a content's names its revision and digest, a report's the version of its row. Saving accepts either, so that a client that
/// read only the report can save too; both change whenever the content does.
/// </summary>
internal static class ContentTags
{
    public static string OfContent(int revision, ContentDigest digest) =>
        string.Create(CultureInfo.InvariantCulture, $"\"c{revision}-{digest.ToString()[..16]}\"");

    public static string OfReport(StoredReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"\"r{report.AuditCount}-{report.UpdatedAt.UtcTicks:x}\"");

    /// <summary>Whether If-Match names what is there. Null if the header is missing.</summary>
    public static bool? Matches(HttpRequest request, StoredReport report)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0)
        {
            return null;
        }

        var content = OfContent(report.Revision, report.Digest ?? default);
        var row = OfReport(report);
        return tags.Any(tag => tag.Tag == "*" || tag.Tag == content || tag.Tag == row);
    }
}
