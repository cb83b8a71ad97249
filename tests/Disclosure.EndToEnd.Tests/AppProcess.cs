using System.Diagnostics;
using System.Text;
using Embedded.Functions.Hosting.Azurite;
using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>The real app in a process of its own, as a user starts it, on an Azurite that outlives it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private AppProcess(Process process, string address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    public string Address { get; }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the app and returns once <c>/health/ready</c> says yes.</summary>
    /// <param name="storage">A connection string; several processes may share it.</param>
    /// <param name="settings">Further environment variables.</param>
    public static async Task<AppProcess> StartAsync(string storage, params (string Name, string Value)[] settings)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var root =
            PackageRoot.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("No package.json above the test assembly.");
        var address =
            settings.FirstOrDefault(setting => setting.Name == "ASPNETCORE_URLS").Value ?? $"http://127.0.0.1:{AzuriteFixture.FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        start.ArgumentList.Add(
            Path.Combine(root, "src", "Disclosure.Functions", "bin", Configuration, "net10.0", "Disclosure.Functions.dll")
        );
        start.Environment["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["Disclosure__LinkKey"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("a key for tests, 32 bytes or more"));
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        var app = new AppProcess(process, address);
        process.OutputDataReceived += (_, line) => app.Append(line.Data);
        process.ErrorDataReceived += (_, line) => app.Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(
            app.IsReadyAsync,
            s_readyWithin,
            () => $"The app is not ready. It printed:\n{app.Output}",
            cancellationToken
        );
        return app;
    }

    /// <summary>SIGKILL: no drain, no goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The app ended with code {_process.ExitCode}. It printed:\n{Output}");
        }

        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Net.Sockets.SocketException)
        {
            return false; // not listening yet
        }
    }

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
