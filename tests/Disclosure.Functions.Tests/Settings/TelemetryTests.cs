using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Disclosure.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Testing;

namespace Disclosure.Functions.Tests.Settings;

/// <summary>What leaves the process by OTLP, and when.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void NoEndpoint_NothingIsCollected(string? endpoint)
    {
        using var services = Services((Telemetry.Endpoint, endpoint));

        Assert.Null(services.GetService<MeterProvider>());
        Assert.Null(services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task EndpointSet_EnginesMetricsAndSpansArriveThereAndRequestsSpansDoNot()
    {
        var port = AzuriteFixture.FreePort();
        using var collector = new Collector(port);
        using var engine = new ActivitySource("Embedded.DurableTask");
        using var requests = new ActivitySource("Microsoft.AspNetCore");
        using var meter = new Meter("Embedded.DurableTask");
        await using (
            var services = Services((Telemetry.Endpoint, $"http://127.0.0.1:{port}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))
        )
        {
            var traces = services.GetRequiredService<TracerProvider>();
            var metrics = services.GetRequiredService<MeterProvider>();
            meter.CreateCounter<long>("durabletask.orchestration.steps").Add(1);
            engine.StartActivity("orchestration_step Life")?.Dispose();
            requests.StartActivity("GET /review/secret-token")?.Dispose();

            Assert.True(traces.ForceFlush(10_000));
            Assert.True(metrics.ForceFlush(10_000));
        }

        await Eventually.TrueAsync(
            () =>
                Task.FromResult(
                    collector.Has("/v1/traces", "orchestration_step Life")
                        && collector.Has("/v1/metrics", "durabletask.orchestration.steps")
                ),
            TimeSpan.FromSeconds(20),
            () => $"Arrived: {string.Join(", ", collector.Paths)}",
            TestContext.Current.CancellationToken
        );
        Assert.False(collector.Has("/v1/traces", "secret-token"));
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddTelemetry(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>Takes whatever is posted to it.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Body)> _posted = new();

        public Collector(int port)
        {
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _ = TakeAsync();
        }

        public IEnumerable<string> Paths => _posted.Select(post => post.Path);

        public bool Has(string path, string text) =>
            _posted.Any(post => post.Path == path && post.Body.Contains(text, StringComparison.Ordinal));

        public void Dispose() => _listener.Close();

        private async Task TakeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    _posted.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
