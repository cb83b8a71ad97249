using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>One app with the demonstration, shared by the tests that only look or that use reports of their own.</summary>
public sealed class DemoApp(AzuriteFixture azurite) : IAsyncLifetime
{
    private AppProcess? _app;

    internal AppProcess App => _app ?? throw new InvalidOperationException("The app is not started.");

    internal StaffClient Staff => new(() => App.Http);

    public async ValueTask InitializeAsync()
    {
        var name = RestartingApp.Letters(AzuriteFixture.UniqueName("demo"));
        _app = await AppProcess.StartAsync(azurite.ConnectionString, ("Disclosure__StoragePrefix", name), ("TASKHUB_NAME", "Hub" + name));
        await Staff.UntilAsync("620700082-2019", "Published");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
