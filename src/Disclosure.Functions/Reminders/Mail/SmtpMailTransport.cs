using System.Globalization;
using System.Net.Sockets;
using Disclosure.Functions.Settings;
using Disclosure.Storage.Outbox;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>Mails by SMTP.</summary>
internal sealed class SmtpMailTransport(IOptions<MailOptions> options, MailLetters letters) : IMailTransport
{
    private MailOptions Options => options.Value;

    public bool IsConfigured => Options.IsConfigured;

    public async Task<IMailSession> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)Options.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(Options.Host, Options.Port, Security(Options.Security), cancellationToken);
            if (Options.UserName.Length > 0)
            {
                await client.AuthenticateAsync(Options.UserName, Options.Password, cancellationToken);
            }

            return new Session(client, letters);
        }
        catch (Exception problem) when (WordsOf(problem) is { } words)
        {
            client.Dispose();
            throw new MailServerUnavailableException(words, problem);
        }
    }

    private static SecureSocketOptions Security(MailSecurity security) =>
        security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        };

    /// <summary>What went wrong with the server, in words that name nobody; null if it is something else.</summary>
    private static string? WordsOf(Exception problem) =>
        problem switch
        {
            AuthenticationException => "the mail server refuses the user name or password",
            SslHandshakeException => "the mail server's certificate or encryption is not acceptable",
            SmtpCommandException command => "the mail server answers " + Code(command),
            SmtpProtocolException or ServiceNotConnectedException => "the mail server broke the connection",
            NotSupportedException => "the mail server does not offer what is set (encryption or authentication)",
            SocketException or IOException or TimeoutException => "the mail server does not answer",
            _ => null,
        };

    private static string Code(SmtpCommandException command) => ((int)command.StatusCode).ToString(CultureInfo.InvariantCulture);

    private sealed class Session(SmtpClient client, MailLetters letters) : IMailSession
    {
        public async Task<MailHandover> SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken)
        {
            if (letters.Write(message, mail.Body) is not { } letter)
            {
                return new MailHandover.Refused("the address is no e-mail address");
            }

            try
            {
                await client.SendAsync(letter, cancellationToken);
                return new MailHandover.Taken();
            }
            catch (SmtpCommandException refusal) when ((int)refusal.StatusCode >= 500 && client.IsConnected)
            {
                return new MailHandover.Refused($"{refusal.ErrorCode} {Code(refusal)}");
            }
            catch (Exception problem) when (WordsOf(problem) is { } words)
            {
                throw new MailServerUnavailableException(words, problem);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await client.DisconnectAsync(quit: true, CancellationToken.None);
            }
            catch (Exception problem) when (WordsOf(problem) is not null)
            {
                // Whatever was handed over has been answered; a server that is gone needs no goodbye.
            }

            client.Dispose();
        }
    }
}
