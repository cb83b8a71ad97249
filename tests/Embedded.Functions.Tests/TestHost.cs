using System.Net;
using System.Net.Http.Headers;
using Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Tests;

/// <summary>The embedded host with the functions of some test classes, on a free loopback port.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _root;
    private bool _isStopped;

    private TestHost(IHost host, string root)
    {
        _host = host;
        _root = root;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it with the functions of <paramref name="functions"/>.</summary>
    public static async Task<TestHost> StartAsync(Setup setup, params Type[] functions)
    {
        var root = setup.WriteFiles();
        var host = Build(setup, root, functions);
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new TestHost(host, root);
        }
        catch
        {
            await DisposeAsync(host, root);
            throw;
        }
    }

    /// <inheritdoc cref="StartAsync(Setup, Type[])"/>
    public static Task<TestHost> StartAsync(params Type[] functions) => StartAsync(new Setup(), functions);

    /// <summary>The message with which the host refuses to be built; fails if it does not.</summary>
    public static string RefusalOf(Setup setup, params Type[] functions)
    {
        var root = setup.WriteFiles();
        try
        {
            return Assert.Throws<InvalidOperationException>(() => Build(setup, root, functions)).Message;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <inheritdoc cref="RefusalOf(Setup, Type[])"/>
    public static string RefusalOf(params Type[] functions) => RefusalOf(new Setup(), functions);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        Client.SendAsync(new HttpRequestMessage(method, path) { Content = content }, TestContext.Current.CancellationToken);

    public async Task<string> GetTextAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asserts a status and that nothing else is said.</summary>
    public static async Task AssertEmptyAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task StopAsync()
    {
        _isStopped = true;
        await _host.StopAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_isStopped)
        {
            await _host.StopAsync(CancellationToken.None);
        }

        await DisposeAsync(_host, _root);
    }

    private static async Task DisposeAsync(IHost host, string root)
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private static IHost Build(Setup setup, string root, Type[] functions)
    {
        string[] args = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None", .. setup.Args];
        var builder = new FunctionsApplicationBuilder(
            args,
            new HostOverrides
            {
                Functions = typeof(TestHost).Assembly,
                Pick = method => functions.Contains(method.DeclaringType),
                FunctionRoot = root,
                TimeProvider = setup.Clock,
            }
        );
        builder.ConfigureFunctionsWebApplication();
        setup.Configure?.Invoke(builder);
        return builder.Build();
    }
}

/// <summary>What a test's host is given.</summary>
internal sealed record Setup
{
    public string HostJson { get; init; } = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

    public string? LocalSettings { get; init; }

    public string[] Args { get; init; } = [];

    public Action<FunctionsApplicationBuilder>? Configure { get; init; }

    /// <summary>Of timers and orchestrations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string WriteFiles()
    {
        var root = Directory.CreateTempSubdirectory("embedded-functions-").FullName;
        File.WriteAllText(Path.Combine(root, "host.json"), HostJson);
        if (LocalSettings is not null)
        {
            File.WriteAllText(Path.Combine(root, "local.settings.json"), LocalSettings);
        }

        return root;
    }
}
