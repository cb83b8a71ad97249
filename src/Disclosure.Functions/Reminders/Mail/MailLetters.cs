using System.Security.Cryptography;
using System.Text;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Mail;
using Disclosure.Storage.Outbox;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>Composed mails as MIME messages: the same message gives the same letter, headers and all, however often it is sent.</summary>
internal sealed class MailLetters(IOptions<MailOptions> mail, IOptions<DisclosureOptions> site)
{
    /// <summary>Null if the receiver's address is none.</summary>
    public MimeMessage? Write(OutboxMessage message, MailBody body)
    {
        if (!MailboxAddress.TryParse(message.ToEmail, out var receiver))
        {
            return null;
        }

        var name = mail.Value.FromName.Length > 0 ? mail.Value.FromName : site.Value.SiteName;
        var letter = new MimeMessage
        {
            MessageId = MessageId(message.Id),
            Date = ChinaTime.Local(message.CreatedAt),
            Subject = body.Subject,
            Body = new BodyBuilder { TextBody = body.Text, HtmlBody = body.Html }.ToMessageBody(),
        };
        letter.From.Add(new MailboxAddress(Encoding.UTF8, name, mail.Value.From));
        letter.To.Add(receiver);

        // No machine is to answer these: absence notes would go to a mailbox that nobody reads (RFC 3834).
        letter.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        letter.Headers.Add("X-Auto-Response-Suppress", "All");
        return letter;
    }

    /// <summary>Follows from the outbox id, so that a mail sent twice after a crash is recognised as one.</summary>
    private string MessageId(string outboxId)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(outboxId)).AsSpan(0, 16));
        return $"{digest}@{new Uri(site.Value.PublicBaseUrl).Host}";
    }
}
