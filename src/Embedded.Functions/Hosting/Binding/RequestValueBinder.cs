using System.Text.Json;
using Embedded.Functions.Hosting.Invocation;
using Microsoft.AspNetCore.Http;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>
/// A parameter without attribute of an HTTP function: from the route, else the query, else a top-level field of a JSON body, which
/// stays readable for the function.
/// </summary>
internal sealed class RequestValueBinder(string name, Type type) : ParameterBinder
{
    public override async ValueTask<object?> BindAsync(HostFunctionContext context)
    {
        if (context.BindingContext.BindingData.TryGetValue(name, out var value) && value is not null)
        {
            return ValueConversion.Convert(value, type);
        }

        var request = ((HttpContext)context.Trigger).Request;
        if (!request.HasJsonContentType() || !HasBody(request))
        {
            return Missing;
        }

        request.EnableBuffering();
        var field = await ReadFieldAsync(request, context.CancellationToken);
        request.Body.Position = 0;
        return field is null ? Missing : ValueConversion.Convert(field, type);
    }

    private static bool HasBody(HttpRequest request) =>
        request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody
        ?? request.ContentLength > 0;

    private async Task<string?> ReadFieldAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            // The function reads the body itself and says what is wrong with it; here it only has no fields to offer.
            return null;
        }

        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                    .RootElement.EnumerateObject()
                    .Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                    .Select(field => field.Value.ValueKind == JsonValueKind.Null ? null : field.Value.ToString())
                    .FirstOrDefault()
                : null;
        }
    }
}
