using System.Reflection;

namespace Embedded.Functions.Hosting;

/// <summary>What a test sets and an app never does.</summary>
internal sealed record HostOverrides
{
    /// <summary>Where functions are looked for, instead of the entry assembly.</summary>
    public Assembly? Functions { get; init; }

    /// <summary>Picks among the functions found; null takes all.</summary>
    public Func<MethodInfo, bool>? Pick { get; init; }

    /// <summary>The folder of <c>host.json</c> and <c>local.settings.json</c>, instead of the app's output folder.</summary>
    public string? FunctionRoot { get; init; }

    /// <summary>The clock of timers and orchestrations, instead of the system's. What the app registers is the app's own affair.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the search for <c>package.json</c> begins, instead of the app's output folder and the current one.</summary>
    public string? PackageSearchStart { get; init; }
}
