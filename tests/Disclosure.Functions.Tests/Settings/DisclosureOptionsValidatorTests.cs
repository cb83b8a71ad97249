using Disclosure.Functions.Settings;

namespace Disclosure.Functions.Tests.Settings;

public sealed class DisclosureOptionsValidatorTests
{
    private static readonly string s_key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Validate_GoodSettings_Succeeds() => Assert.True(new DisclosureOptionsValidator().Validate(null, Good()).Succeeded);

    [Theory]
    [InlineData("PublicBaseUrl", "", "Disclosure:PublicBaseUrl")]
    [InlineData("PublicBaseUrl", "xxgk.example.gov.cn", "Disclosure:PublicBaseUrl")]
    [InlineData("PublicBaseUrl", "https://xxgk.example.gov.cn/", "Disclosure:PublicBaseUrl")]
    [InlineData("PublicBaseUrl", "ftp://xxgk.example.gov.cn", "Disclosure:PublicBaseUrl")]
    [InlineData("LinkKey", "", "Disclosure:LinkKey")]
    [InlineData("LinkKey", "c2hvcnQ=", "Disclosure:LinkKey")]
    [InlineData("LinkKey", "not base64 at all, though it is long enough", "Disclosure:LinkKey")]
    [InlineData("StoragePrefix", "Has-Dashes", "Disclosure:StoragePrefix")]
    [InlineData("SessionLifetime", "00:00:00", "Disclosure:SessionLifetime")]
    [InlineData("ReviewLinkLifetime", "400.00:00:00", "Disclosure:ReviewLinkLifetime")]
    public void Validate_BadSetting_FailsAndNamesIt(string setting, string value, string named)
    {
        var options = Good();
        var property = typeof(DisclosureOptions).GetProperty(setting)!;
        property.SetValue(options, property.PropertyType == typeof(TimeSpan) ? TimeSpan.Parse(value) : value);

        var result = new DisclosureOptionsValidator().Validate(null, options);

        Assert.Contains(named, Assert.Single(result.Failures!));
    }

    private static DisclosureOptions Good() => new() { PublicBaseUrl = "https://xxgk.example.gov.cn", LinkKey = s_key };
}
