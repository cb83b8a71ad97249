using System.Buffers;
using System.Text.Json;
using Disclosure.Functions.Errors;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Functions.Http;

/// <summary>A request's JSON: read, or refused with the answer to give.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
internal abstract record BodyResult<T>
{
    public sealed record Read(T Value) : BodyResult<T>;

    public sealed record Refused(IResult Answer) : BodyResult<T>;
}

/// <summary>
/// Reads request bodies in one place. The real host turns every fault of its own body binding into an empty 500
/// (functions bind <see cref="HttpRequest"/> only), so type, size, syntax and shape are checked here.
/// </summary>
internal static class RequestBody
{
    /// <summary>No JSON that the interface takes is anywhere near this size.</summary>
    public const int MaximumJsonBytes = 2 * 1024 * 1024;

    /// <summary>Reads JSON into <typeparamref name="T"/>.</summary>
    public static async Task<BodyResult<T>> ReadJsonAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
    {
        var document = await request.ReadDocumentAsync(cancellationToken);
        if (document is not BodyResult<JsonDocument>.Read(var json))
        {
            return new BodyResult<T>.Refused(((BodyResult<JsonDocument>.Refused)document).Answer);
        }

        using (json)
        {
            try
            {
                return json.Deserialize<T>(Json.Wire) is { } value
                    ? new BodyResult<T>.Read(value)
                    : new BodyResult<T>.Refused(request.Problem(ApiErrors.InvalidBody));
            }
            catch (JsonException exception)
            {
                return new BodyResult<T>.Refused(
                    request.Problem(
                        ApiErrors.InvalidBody,
                        null,
                        ("errors", new[] { new FieldError(Pointer(exception.Path), ShapeMessage(request, exception)) })
                    )
                );
            }
        }
    }

    /// <summary>The same where everything has a default: no body at all is a <typeparamref name="T"/> without members.</summary>
    public static async Task<BodyResult<T>> ReadOptionalJsonAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : new() =>
        request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null)
            ? new BodyResult<T>.Read(new T())
            : await request.ReadJsonAsync<T>(cancellationToken);

    /// <summary>Reads JSON without a shape; the caller owns the document.</summary>
    public static async Task<BodyResult<JsonDocument>> ReadDocumentAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return Refuse(request.Problem(ApiErrors.UnsupportedMediaType));
        }

        var bytes = await request.ReadBytesAsync(MaximumJsonBytes, cancellationToken);
        if (bytes is null)
        {
            return Refuse(
                request.Problem(
                    ApiErrors.BodyTooLarge,
                    new Bilingual($"最大 {MaximumJsonBytes} 字节。", $"At most {MaximumJsonBytes} bytes.")
                )
            );
        }

        if (bytes.Length == 0)
        {
            return Refuse(request.Problem(ApiErrors.EmptyBody));
        }

        try
        {
            return new BodyResult<JsonDocument>.Read(
                JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 })
            );
        }
        catch (JsonException exception)
        {
            return Refuse(
                request.Problem(
                    ApiErrors.MalformedJson,
                    new Bilingual(
                        $"第 {exception.LineNumber + 1} 行，第 {exception.BytePositionInLine + 1} 字节。",
                        $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."
                    )
                )
            );
        }

        static BodyResult<JsonDocument> Refuse(IResult answer) => new BodyResult<JsonDocument>.Refused(answer);
    }

    /// <summary>The body's bytes, or null if there are more than <paramref name="maximum"/>.</summary>
    public static async Task<byte[]?> ReadBytesAsync(this HttpRequest request, int maximum, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maximum)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (buffer.Length + read > maximum)
                {
                    return null;
                }

                buffer.Write(chunk, 0, read);
            }

            return buffer.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static string ShapeMessage(HttpRequest request, JsonException exception)
    {
        var unknown = exception.Message.Contains("could not be mapped", StringComparison.Ordinal);
        var missing = exception.Message.Contains("missing required", StringComparison.Ordinal);
        return (
            unknown ? new Bilingual("未知字段，请删除。", "Unknown field; remove it.")
            : missing ? new Bilingual("缺少必填字段。", "A required field is missing.")
            : new Bilingual("类型不对。", "Wrong type.")
        ).In(request.LanguageOf());
    }

    // "$.reasons.a" is how the serializer names a place; callers get a JSON pointer.
    private static string Pointer(string? path) =>
        string.IsNullOrEmpty(path) || path == "$"
            ? ""
            : path[1..].Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
