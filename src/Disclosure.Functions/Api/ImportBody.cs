using Disclosure.Documents.Spreadsheets;
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
    private const int MaximumBytes = 5 * Megabyte;
    private const int Megabyte = 1024 * 1024;

    private static readonly Bilingual s_types = new(
        $"可以提交 text/plain、text/html 或 .xlsx（{SpreadsheetReport.MediaType}），不确定时用 application/octet-stream。",
        $"Send text/plain, text/html or .xlsx ({SpreadsheetReport.MediaType}); if in doubt, application/octet-stream."
    );

    /// <summary>The report of a year in the body, in that year's edition; or the answer that refuses it.</summary>
    public static async Task<BodyResult<ImportedReport>> ReadImportAsync(
        this HttpRequest request,
        int year,
        CancellationToken cancellationToken
    )
    {
        if (KindOf(request) is not var (kind, charset))
        {
            return Refuse(request.Problem(ApiErrors.UnsupportedMediaType, s_types));
        }

        if (await request.ReadBytesAsync(MaximumBytes, cancellationToken) is not { } bytes)
        {
            var most = new Bilingual($"最大 {MaximumBytes / Megabyte} MB。", $"At most {MaximumBytes / Megabyte} MB.");
            return Refuse(request.Problem(ApiErrors.BodyTooLarge, most));
        }

        if (bytes.Length == 0)
        {
            return Refuse(request.Problem(ApiErrors.EmptyImport));
        }

        return ReportImporter.FromFile(bytes, kind, charset, FormatEdition.For(year), year) switch
        {
            ImportOutcome.Read(var imported) => new BodyResult<ImportedReport>.Read(new ImportedReport(imported, MediaTypeOf(request))),
            ImportOutcome.Refused(var refusal) => Refuse(
                request.Problem(ErrorOf(refusal.Reason), new Bilingual(refusal.MessageZh, refusal.MessageEn))
            ),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };

        static BodyResult<ImportedReport> Refuse(IResult answer) => new BodyResult<ImportedReport>.Refused(answer);
    }

    // Browsers send a file whose type they do not know as octets; then its bytes tell.
    private static (FileKind Kind, string? Charset)? KindOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return string.IsNullOrEmpty(request.ContentType) ? (FileKind.Unknown, null) : null;
        }

        FileKind? kind = type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/plain" or "text/markdown" or "text/tab-separated-values" => FileKind.Text,
            "text/html" or "application/xhtml+xml" => FileKind.Html,
            SpreadsheetReport.MediaType => FileKind.Spreadsheet,
            "application/octet-stream" => FileKind.Unknown,
            _ => null,
        };
        return kind is { } known ? (known, type.Charset.Value) : null;
    }

    private static string MediaTypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Value is { } media
            ? media.ToLowerInvariant()
            : "application/octet-stream";

    private static ApiError ErrorOf(ImportRefusalReason reason) =>
        reason switch
        {
            ImportRefusalReason.WrongKind => ApiErrors.ImportOfWrongKind,
            ImportRefusalReason.Encrypted => ApiErrors.ImportEncrypted,
            ImportRefusalReason.TooLarge => ApiErrors.ImportTooLarge,
            ImportRefusalReason.Unsafe => ApiErrors.ImportUnsafe,
            _ => ApiErrors.ImportDamaged,
        };
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
