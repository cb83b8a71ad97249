using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>Writes what the processes of one simulation log, with the simulated time.</summary>
internal sealed class SimulationLog(ITestOutputHelper output) : ILoggerFactory, ILogger
{
    private SimulatedRun? _run;

    public void Attach(SimulatedRun run) => _run = run;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => output.WriteLine($"{_run?.Simulated} {logLevel}: {formatter(state, exception)} {exception?.GetType().Name}: {exception?.Message}");

    public void Dispose() { }
}
