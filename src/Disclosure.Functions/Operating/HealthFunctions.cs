using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating;

/// <summary>Is the process alive; can it work.</summary>
internal sealed class HealthFunctions(ReportRepository reports, OutboxRepository outbox, IMailTransport mail, TimeProvider time)
{
    private const string ProbeInstance = "health-probe";
    private static readonly ReportId s_probeReport = new(OrganCode.Parse("000000000"), 2000);

    /// <summary>200 while the process answers.</summary>
    [Function("HealthLive")]
    public IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest request) =>
        Results.Json(new { status = "live" }, Json.Wire);

    /// <summary>200 if storage and the engine answer, else 503 with what does not.</summary>
    [Function("HealthReady")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var storage = await ProbeAsync(() => reports.GetAsync(s_probeReport, cancellationToken));
        var engine = await ProbeAsync(() => client.GetInstanceAsync(ProbeInstance, cancellationToken));
        var ready = storage is null && engine is null;
        return Results.Json(
            new
            {
                status = ready ? "ready" : "unready",
                storage = storage ?? "ok",
                engine = engine ?? "ok",
                mail = storage is null ? await MailAsync(cancellationToken) : "unknown",
            },
            Json.Wire,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    // Late mail is for people to see to: it is no reason to take the process out of service.
    private async Task<string> MailAsync(CancellationToken cancellationToken)
    {
        var unsent = await outbox.CountUnsentAsync(time.GetUtcNow(), cancellationToken);
        var words = new List<string>();
        if (!mail.IsConfigured)
        {
            words.Add("no mail server is configured (Disclosure:Mail:Host)");
        }

        if (unsent.Waiting > 0)
        {
            words.Add($"{unsent.Waiting} wait, {unsent.Overdue} of them overdue");
        }

        if (unsent.Refused > 0)
        {
            words.Add($"{unsent.Refused} were refused and wait for an administrator");
        }

        return words.Count == 0 ? "ok" : string.Join("; ", words);
    }

    // Null if well. The type of the failure is enough for a probe; its message may name accounts.
    private static async Task<string?> ProbeAsync(Func<Task> probe)
    {
        try
        {
            await probe();
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return exception.GetType().Name;
        }
    }
}
