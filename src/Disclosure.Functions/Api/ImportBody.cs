using System.Text;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Disclosure.Functions.Api;

/// <summary>A published or exported report as somebody sent it.</summary>
/// <param name="Result">What could be read.</param>
/// <param name="MediaType">As what it came, without parameters.</param>
internal sealed record ImportedReport(ImportResult Result, string MediaType);

/// <summary>Reads a published report out of a request, for whatever it is then used.</summary>
internal static class ImportBody
{
    // The longest report known is a hundredth of this.
    private const int MaximumBytes = 5 * 1024 * 1024;
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Bilingual s_types = new(
        "可以提交 text/plain 或 text/html，编码为 UTF-8。",
        "Send text/plain or text/html, encoded in UTF-8."
    );

    /// <summary>The report in the body, in the edition's grid; or the answer that refuses it.</summary>
    public static async Task<BodyResult<ImportedReport>> ReadImportAsync(
        this HttpRequest request,
        FormatEdition edition,
        CancellationToken cancellationToken
    )
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        if (string.Equals(type, Spreadsheet, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(request.Problem(ApiErrors.NotImplemented, s_types));
        }

        var isHtml = string.Equals(type, "text/html", StringComparison.OrdinalIgnoreCase);
        if (!isHtml && !string.Equals(type, "text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(request.Problem(ApiErrors.UnsupportedMediaType, s_types));
        }

        if (await request.ReadBytesAsync(MaximumBytes, cancellationToken) is not { } bytes)
        {
            return Refuse(
                request.Problem(ApiErrors.BodyTooLarge, new Bilingual($"最大 {MaximumBytes} 字节。", $"At most {MaximumBytes} bytes."))
            );
        }

        if (bytes.Length == 0)
        {
            return Refuse(request.Problem(ApiErrors.EmptyBody));
        }

        if (Decode(bytes) is not { } text)
        {
            return Refuse(request.Problem(ApiErrors.UnsupportedMediaType, s_types));
        }

        return new BodyResult<ImportedReport>.Read(
            new ImportedReport(
                isHtml ? ReportImporter.FromHtml(text, edition) : ReportImporter.FromText(text, edition),
                isHtml ? "text/html" : "text/plain"
            )
        );

        static BodyResult<ImportedReport> Refuse(IResult answer) => new BodyResult<ImportedReport>.Refused(answer);
    }

    private static string? Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null; // another encoding: the caller is told which one is read
        }
    }
}

/// <summary>A note of an import in the caller's language.</summary>
internal sealed record ImportNoteView(string Code, string Message, string? Cell, int? Line)
{
    public static IReadOnlyList<ImportNoteView> Of(IEnumerable<ImportNote> notes, Language language) =>
        [
            .. notes.Select(note => new ImportNoteView(
                note.Code,
                language == Language.En ? note.MessageEn : note.MessageZh,
                note.Cell?.ToString(),
                note.Line
            )),
        ];
}
