using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting.Settings;

/// <summary>
/// The keys that functions above Anonymous want: <c>Embedded:FunctionKey</c>, <c>Embedded:MasterKey</c> (good for everything) and
/// <c>Embedded:DurableKey</c> (the management API's). A key that is not configured opens nothing.
/// </summary>
internal sealed class HostKeys(IConfiguration configuration)
{
    private readonly byte[]? _function = Digest(configuration["Embedded:FunctionKey"]);
    private readonly byte[]? _master = Digest(configuration["Embedded:MasterKey"]);
    private readonly byte[]? _system = Digest(configuration["Embedded:DurableKey"]);

    /// <summary>Whether the Durable management API is served at all.</summary>
    public bool HasDurableKey => _system is not null;

    /// <summary>The setting that would open functions of this level.</summary>
    public static string SettingFor(AuthorizationLevel level) =>
        level switch
        {
            AuthorizationLevel.Function => "Embedded:FunctionKey",
            AuthorizationLevel.System => "Embedded:DurableKey",
            _ => "Embedded:MasterKey",
        };

    /// <summary>Whether any key opens functions of this level.</summary>
    public bool CanOpen(AuthorizationLevel level) => IsOpen(level) || KeyOf(level) is not null || _master is not null;

    /// <summary>Whether the request carries a key (header <c>x-functions-key</c> or query <c>code</c>) that opens this level.</summary>
    public bool Opens(AuthorizationLevel level, HttpRequest request)
    {
        if (IsOpen(level))
        {
            return true;
        }

        var given = Digest(
            request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString()
        );
        return given is not null && (Same(given, _master) | Same(given, KeyOf(level)));
    }

    private static bool IsOpen(AuthorizationLevel level) => level == AuthorizationLevel.Anonymous;

    private byte[]? KeyOf(AuthorizationLevel level) =>
        level switch
        {
            AuthorizationLevel.Function => _function,
            AuthorizationLevel.System => _system,
            _ => null,
        };

    private static byte[]? Digest(string? key) => string.IsNullOrEmpty(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static bool Same(byte[] given, byte[]? wanted) => wanted is not null && CryptographicOperations.FixedTimeEquals(given, wanted);
}
