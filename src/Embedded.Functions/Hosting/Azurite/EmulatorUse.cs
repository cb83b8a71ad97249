using System.Globalization;
using System.Text.Json;

namespace Embedded.Functions.Hosting.Azurite;

/// <summary>
/// One process' use of the emulator on some ports. Whoever comes first starts it; whoever leaves last stops it, unless it was there
/// before any of us and so is not ours. A process that is killed neither stops it nor keeps others from doing so.
/// </summary>
internal sealed class EmulatorUse : IAsyncDisposable
{
    private readonly string _gate;
    private readonly string _users;
    private readonly string _started;
    private readonly TimeProvider _timeProvider;
    private FileLock? _use;

    private EmulatorUse(AzuritePorts ports, TimeProvider timeProvider)
    {
        // Ports belong to the machine, not to a folder: two copies of the app with different folders meet here all the same.
        var name = string.Create(CultureInfo.InvariantCulture, $"embedded-azurite-{Environment.UserName}-{ports.Table}");
        var path = Path.Combine(Path.GetTempPath(), name);
        (_gate, _users, _started) = (path + ".gate", path + ".users", path + ".json");
        _timeProvider = timeProvider;
    }

    /// <summary>What was found.</summary>
    public bool StartedIt { get; private set; }

    /// <param name="ports">Where it listens or is to listen.</param>
    /// <param name="start">Starts it, when nobody has.</param>
    /// <param name="timeProvider">The clock to wait on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<EmulatorUse> BeginAsync(
        AzuritePorts ports,
        Func<CancellationToken, Task<AzuriteServer>> start,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var use = new EmulatorUse(ports, timeProvider);
        // Behind the gate looking, starting and stopping are one step: two processes that start at once start one emulator, and
        // nobody stops it under the feet of one who has just found it.
        using var gate = await FileLock.TakeAsync(use._gate, timeProvider, cancellationToken);
        use._use = FileLock.Share(use._users);
        try
        {
            if (!await AzuriteServer.IsListeningAsync(ports, cancellationToken))
            {
                var server = await start(cancellationToken);
                use.StartedIt = true;
                var record = new Started(server.Process.Id, server.Process.StartTime.Ticks);
                await File.WriteAllTextAsync(use._started, JsonSerializer.Serialize(record), CancellationToken.None);
            }
        }
        catch
        {
            use._use.Dispose();
            throw;
        }

        return use;
    }

    public async ValueTask DisposeAsync()
    {
        if (_use is null)
        {
            return;
        }

        using var gate = await FileLock.TakeAsync(_gate, _timeProvider, CancellationToken.None);
        _use.Dispose();
        _use = null;
        using var alone = FileLock.TryTake(_users);
        if (alone is not null && ReadStarted() is { } started)
        {
            if (DetachedNode.Find(started.Id, new DateTime(started.StartTicks, DateTimeKind.Local)) is { } process)
            {
                await process.EndAsync(_timeProvider);
            }

            File.Delete(_started);
        }
    }

    private Started? ReadStarted()
    {
        try
        {
            return File.Exists(_started) ? JsonSerializer.Deserialize<Started>(File.ReadAllText(_started)) : null;
        }
        catch (JsonException)
        {
            // Written by halves when its writer was killed: an emulator that cannot be told is left alone.
            return null;
        }
    }

    private sealed record Started(int Id, long StartTicks);
}
