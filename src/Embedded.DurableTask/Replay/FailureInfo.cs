using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>A failure as history keeps it. Long texts are cut: a failure must never make a commit too large to write.</summary>
internal sealed record FailureInfo(
    [property: JsonPropertyName("t")] string ErrorType,
    [property: JsonPropertyName("m")] string ErrorMessage,
    [property: JsonPropertyName("s")] string? StackTrace,
    [property: JsonPropertyName("i")] FailureInfo? Inner,
    [property: JsonPropertyName("p")] IReadOnlyDictionary<string, string?>? Properties
)
{
    internal const int LongestMessage = 16_000;
    internal const int LongestStackTrace = 4_000;
    internal const int DeepestNesting = 8;

    public static FailureInfo FromException(Exception exception) => FromDetails(TaskFailureDetails.FromException(exception));

    public static FailureInfo FromDetails(TaskFailureDetails details) => FromDetails(details, DeepestNesting);

    public TaskFailureDetails ToDetails() =>
        new(
            ErrorType,
            ErrorMessage,
            StackTrace,
            Inner?.ToDetails(),
            Properties?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value)
        );

    private static FailureInfo FromDetails(TaskFailureDetails details, int depthLeft) =>
        new(
            details.ErrorType,
            Cut(details.ErrorMessage, LongestMessage),
            details.StackTrace is { } stack ? Cut(stack, LongestStackTrace) : null,
            details.InnerFailure is { } inner && depthLeft > 1 ? FromDetails(inner, depthLeft - 1) : null,
            details.Properties?.ToDictionary(
                pair => pair.Key,
                pair => pair.Value is null ? null : Convert.ToString(pair.Value, CultureInfo.InvariantCulture)
            )
        );

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // Half a surrogate pair could not be stored as UTF-8.
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
    }
}
