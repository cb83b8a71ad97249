namespace Embedded.Functions.Hosting.Settings;

/// <summary>The parts of <c>host.json</c> that this host reads. Expressions are not resolved yet.</summary>
internal sealed record HostJson
{
    /// <summary>Before every route; <c>api</c> if the file does not say.</summary>
    public string RoutePrefix { get; init; } = "api";

    public string? HubName { get; init; }

    public string? DefaultVersion { get; init; }

    public string? VersionMatchStrategy { get; init; }

    public string? VersionFailureStrategy { get; init; }

    public int? MaxConcurrentActivities { get; init; }

    /// <summary>Reads the file in a folder; all defaults if there is none.</summary>
    /// <exception cref="InvalidOperationException">The file is no JSON object, or a value is of the wrong kind.</exception>
    public static HostJson Read(string folder) =>
        JsonFile.Read(
            Path.Combine(folder, "host.json"),
            new HostJson(),
            root =>
            {
                var extensions = root["extensions"]?.AsObject();
                var durable = extensions?["durableTask"]?.AsObject();
                return new HostJson
                {
                    RoutePrefix = extensions?["http"]?["routePrefix"]?.GetValue<string>() ?? "api",
                    HubName = durable?["hubName"]?.GetValue<string>(),
                    DefaultVersion = durable?["defaultVersion"]?.GetValue<string>(),
                    VersionMatchStrategy = durable?["versionMatchStrategy"]?.GetValue<string>(),
                    VersionFailureStrategy = durable?["versionFailureStrategy"]?.GetValue<string>(),
                    MaxConcurrentActivities = durable?["maxConcurrentActivityFunctions"]?.GetValue<int>(),
                };
            }
        );
}
