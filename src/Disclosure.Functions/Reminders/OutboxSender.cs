using Disclosure.Storage.Outbox;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Disclosure.Functions.Reminders;

/// <summary>Sends what is due in the outbox. What fails is tried again later, less and less often, and stays visible.</summary>
internal sealed class OutboxSender(
    OutboxRepository outbox,
    MailComposer composer,
    IMailTransport transport,
    TimeProvider time,
    ILogger<OutboxSender> logger
)
{
    private const int AtOnce = 50;
    private const int MostAttempts = 10;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    [Function("SendOutbox")]
    public async Task Run([TimerTrigger("*/5 * * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured)
        {
            return;
        }

        for (var bucket = 0; bucket < OutboxRepository.Buckets; bucket++)
        {
            foreach (var id in await outbox.ListDueAsync(bucket, time.GetUtcNow(), AtOnce, cancellationToken))
            {
                await SendAsync(id, cancellationToken);
            }
        }
    }

    private async Task SendAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await outbox.TakeAsync(id, now, now + s_lease, cancellationToken) is not { } message)
        {
            return;
        }

        try
        {
            if (await composer.ComposeAsync(message, cancellationToken) is { } mail)
            {
                await transport.SendAsync(message, mail, cancellationToken);
            }

            await outbox.MarkSentAsync(message, time.GetUtcNow(), cancellationToken);
            Logs.MailSent(logger, id, message.Kind);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logs.MailFailed(logger, id, message.Kind, message.Attempts, exception);
            var wait = TimeSpan.FromSeconds(Math.Min(s_longestWait.TotalSeconds, 5 * Math.Pow(2, message.Attempts)));
            var nextAttempt = message.Attempts >= MostAttempts ? (DateTimeOffset?)null : time.GetUtcNow() + wait;
            await outbox.MarkFailedAsync(message, exception.GetType().Name, nextAttempt, cancellationToken);
        }
    }
}
