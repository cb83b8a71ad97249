using System.Globalization;
using Embedded.DurableTask;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The task hub's options, from <c>host.json</c> and <c>Embedded:*</c>.</summary>
internal static class HubSettings
{
    /// <exception cref="InvalidOperationException">A setting is not what it may be; the message names it.</exception>
    public static TaskHubOptions Read(HostJson hostJson, IConfiguration configuration)
    {
        var options = new TaskHubOptions();
        options.HubName = Resolve(hostJson.HubName, configuration) ?? options.HubName;
        options.DefaultVersion = Resolve(hostJson.DefaultVersion, configuration) ?? options.DefaultVersion;
        options.VersionMatchStrategy = Choice(hostJson.VersionMatchStrategy, "versionMatchStrategy", options.VersionMatchStrategy);
        options.VersionFailureStrategy = Choice(hostJson.VersionFailureStrategy, "versionFailureStrategy", options.VersionFailureStrategy);
        options.MaxConcurrentActivities = hostJson.MaxConcurrentActivities ?? options.MaxConcurrentActivities;
        options.ShardCount = Number(configuration, "Embedded:ShardCount") ?? options.ShardCount;
        options.LeasePeriod = Span(configuration, "Embedded:LeasePeriod") ?? options.LeasePeriod;
        options.InboxPollInterval = Span(configuration, "Embedded:InboxPollInterval") ?? options.InboxPollInterval;
        options.Retention.Completed = Age(configuration, "Embedded:Retention:Completed");
        options.Retention.Failed = Age(configuration, "Embedded:Retention:Failed");
        options.Retention.Terminated = Age(configuration, "Embedded:Retention:Terminated");
        options.Validate();
        return options;
    }

    // An expression whose setting is not set is as good as nothing said: TASKHUB_NAME is only set where several apps share an account.
    private static string? Resolve(string? text, IConfiguration configuration) =>
        string.IsNullOrEmpty(text) ? null : SettingExpressions.TryResolve(text, configuration);

    private static T Choice<T>(string? text, string setting, T absent)
        where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? absent
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new InvalidOperationException(
            $"host.json: extensions.durableTask.{setting} '{text}' must be one of {string.Join(", ", Enum.GetNames<T>())}."
        );

    private static int? Number(IConfiguration configuration, string setting) =>
        configuration[setting] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidOperationException($"{setting} '{text}' must be a number.");

    private static TimeSpan? Age(IConfiguration configuration, string setting) =>
        configuration[setting] is not { Length: > 0 } text ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span
        : throw new InvalidOperationException($"{setting} '{text}' must be a number of days, or d.hh:mm:ss.");

    private static TimeSpan? Span(IConfiguration configuration, string setting) =>
        configuration[setting] is not { Length: > 0 } text ? null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span
        : throw new InvalidOperationException($"{setting} '{text}' must be a time as hh:mm:ss.");
}
