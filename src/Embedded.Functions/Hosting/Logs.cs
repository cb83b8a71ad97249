using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting;

/// <summary>All that the host logs. 1xx HTTP, 2xx timers, 3xx durable, 4xx storage, 5xx settings.</summary>
internal static partial class Logs
{
    [LoggerMessage(101, LogLevel.Error, "Function {Function} failed: the answer is an empty 500")]
    public static partial void RequestFailed(this ILogger logger, Exception fault, string function);

    [LoggerMessage(102, LogLevel.Debug, "The client of a {Method} request went away")]
    public static partial void ClientGone(this ILogger logger, string method);

    [LoggerMessage(
        501,
        LogLevel.Warning,
        "Function {Function} wants a key of level {Level}, and none is configured ({Setting}): it answers 401"
    )]
    public static partial void KeyMissing(this ILogger logger, string function, string level, string setting);
}
