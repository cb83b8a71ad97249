using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Tests.Hosting.Settings;

public sealed class SettingExpressionsTests
{
    private static readonly IConfiguration s_configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["A"] = "1",
                ["B:C"] = "2",
                ["Empty"] = "",
            }
        )
        .Build();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%A%", "1")]
    [InlineData("%a%-%B:C%-%B__C%", "1-2-2")]
    [InlineData("100%", "100%")]
    [InlineData("%Missing%", null)]
    [InlineData("%A% %Missing%", null)]
    [InlineData("%Empty%", null)]
    public void TryResolve_Text_IsItWithTheSettingsValues(string text, string? expected) =>
        Assert.Equal(expected, SettingExpressions.TryResolve(text, s_configuration));
}
