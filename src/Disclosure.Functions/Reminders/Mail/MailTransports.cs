using Disclosure.Storage.Outbox;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>Carries composed mails away.</summary>
internal interface IMailTransport
{
    /// <summary>False if there is nowhere to send to: messages then wait in the outbox.</summary>
    bool IsConfigured { get; }

    /// <summary>Connects, for as many mails as are due.</summary>
    /// <exception cref="MailServerUnavailableException">The server cannot be reached or lets nobody in.</exception>
    Task<IMailSession> ConnectAsync(CancellationToken cancellationToken);
}

/// <summary>A connection to a mail server. For one sender at a time.</summary>
internal interface IMailSession : IAsyncDisposable
{
    /// <summary>
    /// Hands one mail over. May be called again for the same message, when nobody knows what became of the first try: both mails have one
    /// Message-ID, by which mail systems recognise them.
    /// </summary>
    /// <exception cref="MailServerUnavailableException">The server went away or asks to come back later.</exception>
    Task<MailHandover> SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken);
}

/// <summary>What the server said to one mail.</summary>
internal abstract record MailHandover
{
    private MailHandover() { }

    /// <summary>It took it.</summary>
    public sealed record Taken : MailHandover;

    /// <summary>It will not take this mail, whoever else's it takes. <paramref name="Reply"/>: its code, without any address.</summary>
    public sealed record Refused(string Reply) : MailHandover;
}

/// <summary>There is no talking to the mail server now. No fault of any one mail: all of them wait.</summary>
/// <param name="reason">What is wrong, without any address or password.</param>
/// <param name="inner">The client library's exception.</param>
internal sealed class MailServerUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>Development: nothing leaves the machine, <c>/dev/outbox</c> shows what would have.</summary>
internal sealed class DevelopmentMailTransport : IMailTransport
{
    public bool IsConfigured => true;

    public Task<IMailSession> ConnectAsync(CancellationToken cancellationToken) => Task.FromResult<IMailSession>(new Session());

    private sealed class Session : IMailSession
    {
        public Task<MailHandover> SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken) =>
            Task.FromResult<MailHandover>(new MailHandover.Taken());

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>No mail server is set: messages wait, and <c>/health/ready</c> says that they do.</summary>
internal sealed class NoMailTransport : IMailTransport
{
    public bool IsConfigured => false;

    public Task<IMailSession> ConnectAsync(CancellationToken cancellationToken) =>
        throw new MailServerUnavailableException("Disclosure:Mail:Host is not set.");
}
