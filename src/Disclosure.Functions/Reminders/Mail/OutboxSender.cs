using Disclosure.Storage.Outbox;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Reminders.Mail;

/// <summary>
/// Sends what is due in the outbox. A server that is away delays all mails and costs none of them an attempt; a mail that the server
/// refuses is tried twice more and then waits for an administrator, who finds it in the outbox.
/// </summary>
internal sealed class OutboxSender(
    OutboxRepository outbox,
    MailComposer composer,
    IMailTransport transport,
    TimeProvider time,
    ILogger<OutboxSender> logger
)
{
    private const int AtOnce = 50;
    private const int RefusalsBelieved = 3;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_afterRefusal = TimeSpan.FromMinutes(10);

    [Function("SendOutbox")]
    public async Task Run([TimerTrigger("*/5 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (transport.IsConfigured)
        {
            await SendDueAsync(cancellationToken);
        }
    }

    private async Task SendDueAsync(CancellationToken cancellationToken)
    {
        IMailSession? session = null;
        try
        {
            for (var bucket = 0; bucket < OutboxRepository.Buckets; bucket++)
            {
                foreach (var id in await outbox.ListDueAsync(bucket, time.GetUtcNow(), AtOnce, cancellationToken))
                {
                    var now = time.GetUtcNow();
                    if (await outbox.TakeAsync(id, now, now + s_lease, cancellationToken) is { } message)
                    {
                        session = await SendAsync(session, message, cancellationToken);
                        if (session is null)
                        {
                            return;
                        }
                    }
                }
            }
        }
        finally
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <returns>The session for the next mail; null if the server is away, and the others had better wait too.</returns>
    private async Task<IMailSession?> SendAsync(IMailSession? session, OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            session ??= await transport.ConnectAsync(cancellationToken);
            var handover = await HandOverAsync(session, message, cancellationToken);
            await RecordAsync(message, handover, cancellationToken);
            return session;
        }
        catch (MailServerUnavailableException problem)
        {
            Logs.MailServerUnavailable(logger, message.Id, message.Kind, message.Attempts, problem.Message);
            await outbox.MarkFailedAsync(message, problem.Message, time.GetUtcNow() + Wait(message.Attempts), cancellationToken);
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            return null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Its page could not be made: a fault of ours, that the next release may have mended.
            Logs.MailFailed(logger, message.Id, message.Kind, message.Attempts, problem);
            await outbox.MarkFailedAsync(message, problem.GetType().Name, time.GetUtcNow() + Wait(message.Attempts), cancellationToken);
            return session;
        }
    }

    private async Task<MailHandover> HandOverAsync(IMailSession session, OutboxMessage message, CancellationToken cancellationToken) =>
        await composer.ComposeAsync(message, cancellationToken) is { } mail
            ? await session.SendAsync(message, mail, cancellationToken)
            : new MailHandover.Taken(); // what it was about is gone: there is nothing to say any more

    private async Task RecordAsync(OutboxMessage message, MailHandover handover, CancellationToken cancellationToken)
    {
        switch (handover)
        {
            case MailHandover.Taken:
                await outbox.MarkSentAsync(message, time.GetUtcNow(), cancellationToken);
                Logs.MailSent(logger, message.Id, message.Kind);
                break;
            case MailHandover.Refused(var reply):
                Logs.MailRefused(logger, message.Id, message.Kind, message.Attempts, reply);
                var refused = message with { Refusals = message.Refusals + 1 };
                var again = refused.Refusals < RefusalsBelieved ? time.GetUtcNow() + s_afterRefusal : (DateTimeOffset?)null;
                await outbox.MarkFailedAsync(refused, reply, again, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"Unknown answer {handover}.");
        }
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = s_firstWait * Math.Pow(2, Math.Min(attempts, 20));
        return wait < s_longestWait ? wait : s_longestWait;
    }
}
