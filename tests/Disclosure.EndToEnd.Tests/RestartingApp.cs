using System.Globalization;

namespace Disclosure.EndToEnd.Tests;

/// <summary>One app at one address that can be killed and started again on the same storage.</summary>
internal sealed class RestartingApp(string storage, string prefix) : IAsyncDisposable
{
    private readonly string _address = $"http://127.0.0.1:{Testing.AzuriteFixture.FreePort()}";
    private AppProcess? _app;
    private string _before = "";

    public HttpClient Http => (_app ?? throw new InvalidOperationException("The app is not started.")).Http;

    public async Task StartAsync() => _app = await AppProcess.StartAsync(storage, Settings());

    /// <summary>What all its processes complained of, with the line that says when.</summary>
    public string Complaints
    {
        get
        {
            var lines = (_before + _app?.Output).Split('\n');
            var found = lines
                .Index()
                .Where(line =>
                    line.Item.StartsWith("fail:", StringComparison.Ordinal) || line.Item.StartsWith("warn:", StringComparison.Ordinal)
                );
            return string.Join('\n', found.SelectMany(line => lines.Skip(line.Index).Take(5)).TakeLast(80));
        }
    }

    /// <summary>Kills the process at once and starts another.</summary>
    public async Task KillAndRestartAsync()
    {
        await _app!.KillAsync();
        _before += _app.Output;
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private (string, string)[] Settings() =>
        [
            ("ASPNETCORE_URLS", _address),
            ("Disclosure__StoragePrefix", Letters(prefix)),
            ("TASKHUB_NAME", "Hub" + Letters(prefix)),
            ("Disclosure__SweepAfter", "00:00:02"),
        ];

    // Names of tables are letters here; the digits of a unique name become letters too.
    internal static string Letters(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterLower(letter) ? letter : (char)('a' + letter % 26)))[
                ..Math.Min(20, name.Length)
            ]
            .ToLower(CultureInfo.InvariantCulture);
}

/// <summary>Kills the app after a random number of acknowledged calls, again and again, while other calls are under way.</summary>
internal sealed class Killer(RestartingApp app, int times, Random chance)
{
    private const int MostCallsBetween = 20;
    private readonly Lock _lock = new();
    private int _left = 5;
    private Task _running = Task.CompletedTask;

    public int Done { get; private set; }

    /// <summary>To be called for every acknowledged call.</summary>
    public void Count()
    {
        lock (_lock)
        {
            if (!_running.IsCompleted || Done >= times || --_left > 0)
            {
                return;
            }

            _left = chance.Next(1, MostCallsBetween);
            _running = KillAsync();
        }
    }

    /// <summary>Waits for the last restart.</summary>
    public Task RestartedAsync() => _running;

    private async Task KillAsync()
    {
        await app.KillAndRestartAsync();
        Done++;
    }
}
