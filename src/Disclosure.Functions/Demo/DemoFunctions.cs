using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Settings;
using Disclosure.Pages.Development;
using Disclosure.Storage.Outbox;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Demo;

/// <summary>The demonstration: filled in at a Development start, with pages that show what would have been mailed. Elsewhere all of it is a 404.</summary>
internal sealed class DemoFunctions(
    IServiceProvider services,
    OutboxRepository outbox,
    MailComposer composer,
    IHostEnvironment environment,
    IOptions<DisclosureOptions> options,
    ILogger<DemoFunctions> logger
)
{
    private const int MostShown = 200;

    private bool IsOn => environment.IsDevelopment() && options.Value.Demo;

    /// <summary>Fills an empty storage when the app starts. The schedule itself is a formality: once a year it finds everything there.</summary>
    [Function("FillDemo")]
    public async Task Fill(
        [TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        if (!IsOn)
        {
            return;
        }

        try
        {
            Logs.DemoBegins(logger);
            await services.GetRequiredService<DemoReports>().EnsureAsync(client, cancellationToken);
            Logs.DemoReady(logger, options.Value.PublicBaseUrl);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logs.DemoFailed(logger, exception); // the app works without it
        }
    }

    /// <summary>Where to click.</summary>
    [Function("DevelopmentStart")]
    public IResult Start([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dev")] HttpRequest request) =>
        environment.IsDevelopment()
            ? DevelopmentPages.Start(StartPage.Model(request.PageLanguageOf(), options.Value.SiteName))
            : request.Problem(ApiErrors.NotFound);

    /// <summary>The mails that were not sent: JSON unless a page is asked for.</summary>
    [Function("DevelopmentOutbox")]
    public async Task<IResult> Outbox(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dev/outbox")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!environment.IsDevelopment())
        {
            return request.Problem(ApiErrors.NotFound);
        }

        var to = request.Query["to"].ToString() is { Length: > 0 } address ? address : null;
        List<OutboxView> views = [];
        foreach (var message in await outbox.ListAsync(to, null, MostShown, cancellationToken))
        {
            if (await composer.ComposeAsync(message, cancellationToken) is { } mail)
            {
                views.Add(OutboxView.Of(message, mail));
            }
        }

        return request.AsksForHtml()
            ? DevelopmentPages.Outbox(
                new OutboxModel
                {
                    Language = request.PageLanguageOf(),
                    SiteName = options.Value.SiteName,
                    To = to,
                    Messages = [.. views.Select(view => view.ForPage())],
                }
            )
            : Results.Json(views, Json.Wire);
    }
}

/// <summary>A mail as it would have gone out.</summary>
internal sealed record OutboxView(
    string Id,
    string To,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<string> Links,
    string? Code,
    string Kind,
    string? ReportId,
    int? Round,
    string? Stage,
    DateTimeOffset SentAt
)
{
    public static OutboxView Of(Storage.Outbox.OutboxMessage message, ComposedMail mail) =>
        new(
            message.Id,
            message.ToEmail,
            mail.Body.Subject,
            mail.Body.Text,
            mail.Body.Html,
            mail.Links,
            mail.Code,
            message.Kind,
            message.ReportId?.ToString(),
            message.Round,
            message.Stage,
            ChinaTime.Local(message.CreatedAt)
        );

    public Pages.Development.OutboxMessage ForPage() =>
        new()
        {
            Id = Id,
            To = To,
            Subject = Subject,
            Text = Text,
            Links = Links,
            Code = Code,
            Kind = Kind,
            ReportId = ReportId,
            SentAt = SentAt,
        };
}
