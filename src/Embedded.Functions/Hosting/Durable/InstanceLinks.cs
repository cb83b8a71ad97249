using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>
/// Addresses of the management API, as seen from a request to it. They carry the key only if the caller's own address did: whoever sends
/// it in a header keeps it out of addresses.
/// </summary>
internal static class InstanceLinks
{
    private const string Instances = "/runtime/webhooks/durabletask/instances/";

    /// <summary>The documented answer to a start.</summary>
    public static JsonObject Of(HttpRequest request, string instanceId)
    {
        var one = UriHelper.BuildAbsolute(request.Scheme, request.Host).TrimEnd('/') + Instances + Uri.EscapeDataString(instanceId);
        var code = request.Query["code"] is [{ Length: > 0 } key, ..] ? "?code=" + Uri.EscapeDataString(key) : "";
        return new JsonObject
        {
            ["id"] = instanceId,
            ["statusQueryGetUri"] = one + code,
            ["sendEventPostUri"] = $"{one}/raiseEvent/{{eventName}}{code}",
            ["terminatePostUri"] = $"{one}/terminate{Reason(code)}",
            ["suspendPostUri"] = $"{one}/suspend{Reason(code)}",
            ["resumePostUri"] = $"{one}/resume{Reason(code)}",
            ["restartPostUri"] = $"{one}/restart{code}",
            ["purgeHistoryDeleteUri"] = one + code,
        };
    }

    /// <summary>The address that was called, in ASCII.</summary>
    public static string Here(HttpRequest request) => request.GetEncodedUrl();

    private static string Reason(string code) => code.Length == 0 ? "?reason={text}" : $"{code}&reason={{text}}";
}
