using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Storage.Dossiers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating;

/// <summary>Is the process alive; can it work.</summary>
internal sealed class HealthFunctions(ReportRepository reports, IMailTransport mail)
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
                mail = mail.IsConfigured ? "ok" : "no mail server is configured: messages wait in the outbox",
            },
            Json.Wire,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
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
