using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Embedded.DurableTask;

/// <summary>
/// JSON as payloads of orchestrations have it on Azure Functions: property names as declared and read ignoring case, enums as
/// numbers, no fields.
/// </summary>
public static class WorkerDataConverter
{
    public static DataConverter Default { get; } =
        new JsonDataConverter(
            new JsonSerializerOptions
            {
                PropertyNameCaseInsensitive = true,
                // The same JSON to any reader, but Chinese text takes one character a character instead of six.
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
