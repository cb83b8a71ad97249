using System.Reflection;
using Embedded.Functions.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace Embedded.Functions.Hosting;

/// <summary>
/// Where settings come from, weakest first: this host's defaults, <c>appsettings.json</c>, <c>local.settings.json</c>, environment
/// variables, the command line.
/// </summary>
internal static class HostConfiguration
{
    private const string DefaultUrl = "http://localhost:7071";

    public static WebApplicationBuilder CreateBuilder(string[] args, HostOverrides overrides)
    {
        var root = FunctionRoot(overrides);
        var local = LocalSettings.Read(root);
        var early = new ConfigurationBuilder().AddInMemoryCollection(local).AddEnvironmentVariables().AddCommandLine(args).Build();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                // Nobody edits a deployed app's settings and expects it to notice; watching files costs handles and start-up time.
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
                ApplicationName = FunctionsAssembly(overrides).GetName().Name,
                ContentRootPath = root,
                EnvironmentName = early["AZURE_FUNCTIONS_ENVIRONMENT"],
            }
        );
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var environment = sources.LastOrDefault(source => source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        sources.Insert(
            environment is null ? sources.Count : sources.IndexOf(environment),
            new MemoryConfigurationSource { InitialData = local }
        );
        sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults(builder) });
        if (
            builder.Configuration["urls"] is null
            && builder.Configuration["http_ports"] is null
            && builder.Configuration["https_ports"] is null
        )
        {
            builder.WebHost.UseUrls(early["ASPNETCORE_URLS"] ?? DefaultUrl);
        }

        // As on the real host: no server name in the answers, and no synchronous reading or writing of bodies.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = Http.BodyLimit.OfWorker;
        });
        return builder;
    }

    /// <summary>The folder of <c>host.json</c>.</summary>
    public static string FunctionRoot(HostOverrides overrides) => overrides.FunctionRoot ?? AppContext.BaseDirectory;

    public static Assembly FunctionsAssembly(HostOverrides overrides) =>
        overrides.Functions
        ?? Assembly.GetEntryAssembly()
        ?? throw new InvalidOperationException("There is no entry assembly to find functions in.");

    private static Dictionary<string, string?> Defaults(WebApplicationBuilder builder)
    {
        // A line for every request says nothing new, and would write the tokens in paths into the log.
        var defaults = new Dictionary<string, string?> { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning" };
        if (builder.Environment.IsDevelopment() && !builder.Configuration.GetSection(StorageAccount.Section).Exists())
        {
            defaults[StorageAccount.Section] = StorageAccount.Development;
        }

        return defaults;
    }
}
