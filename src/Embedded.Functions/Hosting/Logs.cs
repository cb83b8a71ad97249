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

    [LoggerMessage(201, LogLevel.Debug, "Timer {Function} runs, due {Due}, past due: {IsPastDue}")]
    public static partial void TimerRuns(this ILogger logger, string function, DateTimeOffset due, bool isPastDue);

    [LoggerMessage(202, LogLevel.Error, "Timer {Function} failed; it runs again when it is next due")]
    public static partial void TimerFailed(this ILogger logger, Exception fault, string function);

    [LoggerMessage(203, LogLevel.Warning, "Timer {Function} cannot reach its state in storage; trying again")]
    public static partial void TimerStorageFailed(this ILogger logger, Exception fault, string function);

    [LoggerMessage(204, LogLevel.Warning, "Timer {Function} was stopped in the middle; it runs again after the next start")]
    public static partial void TimerInterrupted(this ILogger logger, string function);

    [LoggerMessage(205, LogLevel.Warning, "Timer {Function} lost its lock while it ran; another process may run it too")]
    public static partial void TimerLockLost(this ILogger logger, string function);

    [LoggerMessage(206, LogLevel.Warning, "Timer {Function} is never due: schedule {Schedule}")]
    public static partial void TimerNeverDue(this ILogger logger, string function, string schedule);

    [LoggerMessage(301, LogLevel.Information, "Task hub {Hub} runs with {Orchestrators} orchestrators and {Activities} activities")]
    public static partial void HubRuns(this ILogger logger, string hub, int orchestrators, int activities);

    [LoggerMessage(
        302,
        LogLevel.Information,
        "Activity {Function} of {InstanceId} was interrupted by the stop; it runs again after the next start"
    )]
    public static partial void ActivityInterrupted(this ILogger logger, string function, string instanceId);

    [LoggerMessage(
        401,
        LogLevel.Information,
        "Starting the storage emulator on ports {Blob}, {Queue} and {Table}; its data is in {Folder}"
    )]
    public static partial void StartingEmulator(this ILogger logger, int blob, int queue, int table, string folder);

    [LoggerMessage(402, LogLevel.Information, "Installing the storage emulator with 'npm ci' in {Folder}; this happens once")]
    public static partial void InstallingEmulator(this ILogger logger, string folder);

    [LoggerMessage(403, LogLevel.Information, "Using the storage emulator that listens on port {Table}")]
    public static partial void EmulatorFound(this ILogger logger, int table);
}
