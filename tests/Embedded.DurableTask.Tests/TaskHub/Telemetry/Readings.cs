using System.Diagnostics.Metrics;
using Embedded.DurableTask.Hub.Telemetry;

namespace Embedded.DurableTask.Tests.HubTests.Telemetry;

/// <summary>Listens to the meter of one hub, as an exporter would.</summary>
internal sealed class Readings : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<(string Name, double Value, Dictionary<string, object?> Tags)> _all = [];

    /// <param name="hub">The name of the hub: tests run side by side.</param>
    public Readings(string hub)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (
                instrument.Meter.Name == HubTelemetry.SourceName
                && instrument.Meter.Tags?.Any(tag => tag.Key == "durabletask.hub.name" && Equals(tag.Value, hub)) == true
            )
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(double Value, Dictionary<string, object?> Tags)> Of(string name)
    {
        lock (_lock)
        {
            return [.. _all.Where(reading => reading.Name == name).Select(reading => (reading.Value, reading.Tags))];
        }
    }

    public double Sum(string name) => Of(name).Sum(reading => reading.Value);

    /// <summary>Every tag that was ever given, and every value of one.</summary>
    public IReadOnlyList<string> TagTexts()
    {
        lock (_lock)
        {
            return [.. _all.SelectMany(reading => reading.Tags).Select(tag => $"{tag.Key}={tag.Value}").Distinct()];
        }
    }

    /// <summary>What a gauge says now.</summary>
    public int Gauge(string name)
    {
        _listener.RecordObservableInstruments();
        return (int)Of(name)[^1].Value;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kept = new Dictionary<string, object?>();
        foreach (var tag in tags)
        {
            kept[tag.Key] = tag.Value;
        }

        lock (_lock)
        {
            _all.Add((instrument.Name, value, kept));
        }
    }
}
