using Embedded.Functions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Tests.Hosting;

public sealed class HostConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_InSeveralPlaces_TheCommandLineWinsOverTheLocalFileOverAppSettings()
    {
        _folder.Write("appsettings.json", """{ "One": "appsettings", "Two": "appsettings", "Three": "appsettings" }""");
        _folder.Write("local.settings.json", """{ "Values": { "Two": "local", "Three": "local" } }""");
        var configuration = Builder("--Three", "argument").Configuration;
        Assert.Equal(["appsettings", "local", "argument"], [configuration["One"], configuration["Two"], configuration["Three"]]);
    }

    [Fact]
    public void Settings_LocalFileAndEnvironment_TheRealVariableWins()
    {
        _folder.Write("local.settings.json", """{ "Values": { "PATH": "local" } }""");
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), Builder().Configuration["PATH"]);
    }

    [Fact]
    public void Environment_FunctionsOwnVariable_NamesIt()
    {
        _folder.Write("local.settings.json", """{ "Values": { "AZURE_FUNCTIONS_ENVIRONMENT": "Staging" } }""");
        Assert.Equal("Staging", Builder().Environment.EnvironmentName);
        Assert.Equal("Production", Builder("--AZURE_FUNCTIONS_ENVIRONMENT", "Production").Environment.EnvironmentName);
    }

    [Theory]
    [InlineData("Development", "UseDevelopmentStorage=true")]
    [InlineData("Production", null)]
    public void Storage_NotSet_IsTheEmulatorInDevelopmentOnly(string environment, string? expected) =>
        Assert.Equal(expected, Builder("--AZURE_FUNCTIONS_ENVIRONMENT", environment).Configuration["AzureWebJobsStorage"]);

    [Fact]
    public void Storage_ByIdentityInDevelopment_GetsNoConnectionString() =>
        Assert.Null(
            Builder("--AZURE_FUNCTIONS_ENVIRONMENT", "Development", "--AzureWebJobsStorage:accountName", "reports").Configuration[
                "AzureWebJobsStorage"
            ]
        );

    [Fact]
    public void Url_NotSet_IsTheOneOfCoreTools() => Assert.Equal("http://localhost:7071", Builder().Configuration["urls"]);

    [Fact]
    public void Url_Set_Stays() => Assert.Equal("http://localhost:9", Builder("--urls", "http://localhost:9").Configuration["urls"]);

    [Fact]
    public void Logging_OfRequests_IsQuietUnlessAskedFor()
    {
        Assert.Equal("Warning", Builder().Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
        _folder.Write("appsettings.json", """{ "Logging": { "LogLevel": { "Microsoft.AspNetCore": "Debug" } } }""");
        Assert.Equal("Debug", Builder().Configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
    }

    [Fact]
    public void Build_WithoutWebApplication_SaysWhatToCall()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Builder().Build());
        Assert.Contains("ConfigureFunctionsWebApplication", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OptionsInvalid_EndsWithTheirMessage()
    {
        var setup = new Setup
        {
            Configure = builder =>
                builder
                    .Services.AddOptions<Mail>()
                    .Bind(builder.Configuration.GetSection("Mail"))
                    .Validate(mail => mail.Port > 0, "Mail:Port must be set")
                    .ValidateOnStart(),
        };
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(setup));
        Assert.Equal("Mail:Port must be set", fault.Message);
    }

    private FunctionsApplicationBuilder Builder(params string[] args) =>
        new(args, new HostOverrides { Functions = typeof(HostConfigurationTests).Assembly, FunctionRoot = _folder.Path });

    internal sealed class Mail
    {
        public int Port { get; set; }
    }
}
