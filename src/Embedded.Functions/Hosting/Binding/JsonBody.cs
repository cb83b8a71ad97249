using System.Text.Json;
using Embedded.Functions.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>A request's whole body as JSON, with the options of MVC.</summary>
internal sealed class JsonBody(Type type) : ParameterBinder
{
    /// <exception cref="InvalidOperationException">The body is empty, malformed or not JSON by its content type.</exception>
    public override async ValueTask<object?> BindAsync(HostFunctionContext context)
    {
        var http = (HttpContext)context.Trigger;
        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        try
        {
            return await http.Request.ReadFromJsonAsync(type, options, context.CancellationToken);
        }
        catch (JsonException fault)
        {
            throw new InvalidOperationException($"The body cannot be read as {type.Name}: {fault.Message}", fault);
        }
    }
}
