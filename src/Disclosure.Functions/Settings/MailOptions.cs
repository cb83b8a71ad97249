namespace Disclosure.Functions.Settings;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Begins in the clear and must be turned into TLS before anything is said (usually port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    Tls,

    /// <summary>Not at all. For a relay on the same machine only.</summary>
    None,
}

/// <summary>The mail server, section <c>Disclosure:Mail</c>. Without a host, mails wait in the outbox.</summary>
public sealed class MailOptions
{
    /// <summary>The configuration section that holds these settings.</summary>
    public const string Section = "Disclosure:Mail";

    /// <summary>Name or address of the SMTP server; empty: there is none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is encrypted.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>To sign in with; empty: the server asks nobody.</summary>
    public string UserName { get; set; } = "";

    /// <summary>From a secret store.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's e-mail address.</summary>
    public string From { get; set; } = "";

    /// <summary>The sender's name; empty: the site's.</summary>
    public string FromName { get; set; } = "";

    /// <summary>How long the server may take for one answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>There is a server to send to.</summary>
    public bool IsConfigured => Host.Length > 0;
}
