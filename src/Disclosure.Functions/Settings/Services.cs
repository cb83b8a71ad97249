using Disclosure.Functions.Api;
using Disclosure.Functions.Api.CarryingForward;
using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Operating;
using Disclosure.Functions.Operating.Instances;
using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Review;
using Disclosure.Functions.Site;
using Disclosure.Functions.Workflow;
using Disclosure.Functions.WorkingDays;
using Disclosure.Storage;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Calendars;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Settings;

/// <summary>Every service of the app, in one place.</summary>
internal static class Services
{
    public static IServiceCollection AddDisclosure(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddOptions<DisclosureOptions>().Bind(configuration.GetSection(DisclosureOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DisclosureOptions>, DisclosureOptionsValidator>();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IIdGenerator, RandomIdGenerator>();
        services.AddSingleton(provider =>
            StorageSettings.Connect(configuration, provider.GetRequiredService<IOptions<DisclosureOptions>>().Value.StoragePrefix)
        );
        services.AddHostedService<StoragePreparation>();
        services.AddTelemetry(configuration);
        AddRepositories(services);
        services.AddSingleton<SecretDerivation>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<Forms>();
        services.AddSingleton<SignInService>();
        services.AddSingleton<DossierEditor>();
        services.AddSingleton<FactAnnouncer>();
        services.AddSingleton<CalendarSource>();
        services.AddSingleton<LastYearFinder>();
        services.AddSingleton<NeighbourReports>();
        services.AddSingleton<ReportReader>();
        services.AddSingleton<ReportCommands>();
        services.AddSingleton<CarryForwardCommand>();
        services.AddSingleton<ReportCreation>();
        services.AddSingleton<ReportGate>();
        services.AddSingleton<AdminGate>();
        services.AddSingleton<OrganSettings>();
        services.AddSingleton<InstanceCommands>();
        services.AddSingleton<LinkInspector>();
        services.AddSingleton<LinkIssuer>();
        services.AddSingleton<LinkRenewal>();
        services.AddSingleton<ReviewModels>();
        services.AddSingleton<DecisionService>();
        services.AddSingleton<PublicDocuments>();
        AddMail(services, configuration, isDevelopment);
        services.AddSingleton<ClosedPaths>();
        if (isDevelopment)
        {
            services.AddSingleton<DemoOrgan>();
            services.AddHostedService<DemoPreparation>();
            services.AddSingleton<DemoReports>();
        }

        return services;
    }

    // A server that is set is used in Development as well: that is how one tries it.
    private static void AddMail(IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailLetters>();
        if (configuration.GetSection(MailOptions.Section).Get<MailOptions>() is { IsConfigured: true })
        {
            services.AddSingleton<IMailTransport, SmtpMailTransport>();
        }
        else if (isDevelopment)
        {
            services.AddSingleton<IMailTransport, DevelopmentMailTransport>();
        }
        else
        {
            services.AddSingleton<IMailTransport, NoMailTransport>();
        }
    }

    private static void AddRepositories(IServiceCollection services)
    {
        services.AddSingleton(provider => new ReportRepository(
            provider.GetRequiredService<StorageClients>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<OrganRepository>();
        services.AddSingleton<CalendarRepository>();
        services.AddSingleton<LinkRepository>();
        services.AddSingleton<OutboxRepository>();
        services.AddSingleton<SignalRepository>();
        services.AddSingleton<PublicationRepository>();
        services.AddSingleton(provider => new Catalogue(
            provider.GetRequiredService<PublicationRepository>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ContentStore>();
        services.AddSingleton<DocumentStore>();
    }
}
