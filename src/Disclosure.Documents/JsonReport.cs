using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Disclosure.Reports;
using Disclosure.Reports.Content;

namespace Disclosure.Documents;

/// <summary>
/// The report as JSON, for other systems. The content stands in it byte for byte as its digest was taken, so that anybody can take the
/// digest again; the same report gives the same bytes.
/// </summary>
public static class JsonReport
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/json; charset=utf-8";

    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = false,
    };

    /// <summary>The document as UTF-8.</summary>
    public static byte[] Render(PublishedReport report)
    {
        var content = ContentJson.Write(report.Content);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteString("indexNumber", report.IndexNumber.ToString());
            json.WriteString("reportId", report.ReportId.ToString());
            json.WriteString("organCode", report.ReportId.Organ.ToString());
            json.WriteString("organName", report.OrganName);
            json.WriteNumber("year", report.ReportId.Year);
            json.WriteString("edition", report.Content.Edition.Edition);
            json.WriteString("publishedAt", report.PublishedAt);
            json.WriteString("url", report.Url);
            json.WriteNumber("revision", report.Revision);
            json.WriteString("digest", ContentDigest.Of(content).ToString());
            json.WriteString("auditHead", report.AuditHead);
            json.WritePropertyName("content");
            json.WriteRawValue(content);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
