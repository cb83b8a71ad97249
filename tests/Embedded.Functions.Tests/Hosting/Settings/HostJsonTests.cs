using Embedded.DurableTask;
using Embedded.Functions.Hosting.Durable;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Tests.Hosting.Settings;

public sealed class HostJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_NoFile_HasTheRealHostsPrefix() => Assert.Equal("api", HostJson.Read(_folder.Path).RoutePrefix);

    [Fact]
    public void Hub_EverythingSet_IsTaken()
    {
        var options = HubOf(
            """
            { "extensions": { "durableTask": { "hubName": "Team%NAME%", "defaultVersion": "2.1", "versionMatchStrategy": "strict",
              "versionFailureStrategy": "Fail", "maxConcurrentActivityFunctions": 3 } } }
            """,
            ("NAME", "Reports"),
            ("Embedded:ShardCount", "8"),
            ("Embedded:LeasePeriod", "00:00:05"),
            ("Embedded:InboxPollInterval", "00:00:00.2"),
            ("Embedded:Retention:Completed", "30"),
            ("Embedded:Retention:Failed", "90.12:00:00")
        );
        Assert.Equal("TeamReports", options.HubName);
        Assert.Equal("2.1", options.DefaultVersion);
        Assert.Equal(VersionMatchStrategy.Strict, options.VersionMatchStrategy);
        Assert.Equal(VersionFailureStrategy.Fail, options.VersionFailureStrategy);
        Assert.Equal(3, options.MaxConcurrentActivities);
        Assert.Equal(8, options.ShardCount);
        Assert.Equal(TimeSpan.FromSeconds(5), options.LeasePeriod);
        Assert.Equal(TimeSpan.FromMilliseconds(200), options.InboxPollInterval);
        Assert.Equal(TimeSpan.FromDays(30), options.Retention.Completed);
        Assert.Equal(TimeSpan.FromDays(90.5), options.Retention.Failed);
        Assert.Null(options.Retention.Terminated);
    }

    [Fact]
    public void Hub_NameOfASettingNotSet_IsTheDefault() =>
        Assert.Equal("DisclosureHub", HubOf("""{ "extensions": { "durableTask": { "hubName": "%TASKHUB_NAME%" } } }""").HubName);

    [Theory]
    [InlineData("""{ "extensions": { "durableTask": { "versionMatchStrategy": "Newest" } } }""", "versionMatchStrategy 'Newest'")]
    [InlineData("""{ "extensions": { "durableTask": { "versionMatchStrategy": "7" } } }""", "versionMatchStrategy '7'")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": "no good" } } }""", "'no good'")]
    [InlineData("""{ "extensions": { "durableTask": { "hubName": 5 } } }""", "host.json")]
    [InlineData("""{ "extensions": { "http": [] } }""", "host.json")]
    public void Hub_SettingNoGood_NamesIt(string hostJson, string expected)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => HubOf(hostJson));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Embedded:ShardCount", "many")]
    [InlineData("Embedded:ShardCount", "-1")]
    [InlineData("Embedded:LeasePeriod", "ten seconds")]
    [InlineData("Embedded:Retention:Completed", "a month")]
    [InlineData("Embedded:Retention:Terminated", "1 month")]
    public void Hub_EmbeddedSettingNoGood_NamesIt(string setting, string value)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => HubOf("{}", (setting, value)));
        Assert.Contains($"{setting} '{value}'", fault.Message, StringComparison.Ordinal);
    }

    private TaskHubOptions HubOf(string hostJson, params (string Name, string Value)[] settings)
    {
        _folder.Write("host.json", hostJson);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value))
            .Build();
        return HubSettings.Read(HostJson.Read(_folder.Path), configuration);
    }
}
