using Microsoft.Extensions.Options;
using MimeKit;

namespace Disclosure.Functions.Settings;

/// <summary>Refuses to start on mail settings that cannot work, naming the setting and what it may be.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        List<string> problems = [];
        if (options.Port is < 1 or > 65_535)
        {
            problems.Add("Disclosure:Mail:Port must be 1 to 65535, usually 587 or 465.");
        }

        if (!MailboxAddress.TryParse(options.From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
        {
            problems.Add("Disclosure:Mail:From must be the sender's e-mail address, such as xxgk@example.gov.cn.");
        }

        if (options.UserName.Length > 0 && options.Password.Length == 0)
        {
            problems.Add("Disclosure:Mail:Password must be set where Disclosure:Mail:UserName is.");
        }

        if (options.Security == MailSecurity.None && options.UserName.Length > 0 && !IsThisMachine(options.Host))
        {
            problems.Add("Disclosure:Mail:Security must be StartTls or Tls: a password may not cross a network in the clear.");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(5))
        {
            problems.Add("Disclosure:Mail:Timeout must be 00:00:01 to 00:05:00.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1" or "::1";
}
