using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Disclosure.Functions.Settings;

/// <summary>
/// Sends metrics and traces by OTLP if an endpoint is set, on either host; else nothing is collected. The exporter's other settings are the
/// standard ones of OpenTelemetry (<c>OTEL_SERVICE_NAME</c>, <c>OTEL_EXPORTER_OTLP_HEADERS</c>…).
/// </summary>
internal static class Telemetry
{
    /// <summary>The standard setting; in Azure an app setting, which is an environment variable there.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The runtime's own and the web server's name routes by their templates, never by what was in them.</summary>
    private static readonly string[] s_meters =
    [
        "Embedded.DurableTask",
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    /// <summary>
    /// The engines' own, one for each host. Spans of requests carry whole addresses, and in those of reviewers and of sign-in stand tokens:
    /// they are not collected.
    /// </summary>
    private static readonly string[] s_sources = ["Embedded.DurableTask", "Microsoft.DurableTask"];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            return;
        }

        services
            .AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(s_meters))
            .WithTracing(traces => traces.AddSource(s_sources))
            .UseOtlpExporter();
    }
}
