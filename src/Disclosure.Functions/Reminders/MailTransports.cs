using Disclosure.Storage.Outbox;

namespace Disclosure.Functions.Reminders;

/// <summary>Carries composed mails away.</summary>
internal interface IMailTransport
{
    /// <summary>False if there is nowhere to send to: messages then wait in the outbox.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends one mail. May be called again for the same message id after a crash.</summary>
    Task SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken);
}

/// <summary>Development: nothing leaves the machine, <c>/dev/outbox</c> shows what would have.</summary>
internal sealed class DevelopmentMailTransport : IMailTransport
{
    public bool IsConfigured => true;

    public Task SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Everywhere else, until a mail server can be configured: messages wait, and <c>/health/ready</c> says that they do.</summary>
internal sealed class NoMailTransport : IMailTransport
{
    public bool IsConfigured => false;

    public Task SendAsync(OutboxMessage message, ComposedMail mail, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No mail server is configured.");
}
