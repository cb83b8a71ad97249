using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Tests.HubTests.World;

/// <summary>Keeps what was logged as warning or worse.</summary>
internal sealed class ListLogger(List<string> lines) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It keeps its own list.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Add(formatter(state, exception));

    public void Dispose() { }
}
