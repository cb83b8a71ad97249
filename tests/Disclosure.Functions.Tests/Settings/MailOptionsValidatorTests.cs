using Disclosure.Functions.Settings;

namespace Disclosure.Functions.Tests.Settings;

public sealed class MailOptionsValidatorTests
{
    private static readonly MailOptionsValidator s_validator = new();

    [Fact]
    public void Validate_NoServer_IsFine() => Assert.True(s_validator.Validate(null, new MailOptions()).Succeeded);

    [Fact]
    public void Validate_Complete_IsFine() => Assert.True(s_validator.Validate(null, Complete()).Succeeded);

    [Theory]
    [InlineData("Port")]
    [InlineData("From")]
    [InlineData("Password")]
    [InlineData("Security")]
    [InlineData("Timeout")]
    public void Validate_OneSettingThatCannotWork_IsNamed(string setting)
    {
        var options = Complete();
        switch (setting)
        {
            case "Port":
                options.Port = 0;
                break;
            case "From":
                options.From = "no address";
                break;
            case "Password":
                options.Password = "";
                break;
            case "Security":
                options.Security = MailSecurity.None;
                break;
            default:
                options.Timeout = TimeSpan.Zero;
                break;
        }

        var failure = Assert.Single(s_validator.Validate(null, options).Failures!);
        Assert.StartsWith($"Disclosure:Mail:{setting} must be", failure, StringComparison.Ordinal);
    }

    private static MailOptions Complete() =>
        new()
        {
            Host = "mail.example.gov.cn",
            From = "xxgk@example.gov.cn",
            UserName = "xxgk",
            Password = "secret",
        };
}
