using System.Text.Json;
using Embedded.DurableTask.Hub.Operating;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>One request to the management API, let in.</summary>
internal sealed record ManagementCall(HttpContext Http, DurableTaskClient Client, HubOperator Operator)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public string InstanceId => FromRoute("instanceId");

    /// <summary>What the caller gives as a reason; null if nothing.</summary>
    public string? Reason => FromQuery("reason");

    // The router leaves an encoded slash as it is.
    public string FromRoute(string name) =>
        ((string)Http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null if it is missing or empty.</summary>
    public string? FromQuery(string name) => Http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>A flag in the query, as these tools write it.</summary>
    public bool Flag(string name, bool absent) => bool.TryParse(FromQuery(name), out var value) ? value : absent;

    /// <summary>The body as JSON. It may be empty, whatever its headers say of its length.</summary>
    public async Task<BodyReading> ReadJsonAsync()
    {
        using var body = new MemoryStream();
        await Http.Request.Body.CopyToAsync(body, Aborted);
        if (body.Length == 0)
        {
            return new BodyReading.Read(null);
        }

        try
        {
            using var json = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return new BodyReading.Read(json.RootElement.Clone());
        }
        catch (JsonException)
        {
            return new BodyReading.Malformed();
        }
    }

    /// <summary>An answer that says what is wrong with the request.</summary>
    public static IResult Malformed(string text) => Results.Text(text, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>What a body holds.</summary>
internal abstract record BodyReading
{
    private BodyReading() { }

    /// <param name="Json">Null if there is no body.</param>
    public sealed record Read(JsonElement? Json) : BodyReading;

    public sealed record Malformed : BodyReading;
}
