using Disclosure.Functions.Api;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Review;
using Disclosure.Functions.Settings;
using Disclosure.Functions.Workflow;
using Disclosure.Reports;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Disclosure.Functions.Tests;

/// <summary>
/// The app's own services on real storage under a fake clock, without hosts: tests call commands and activities in the order in which the
/// workflow would.
/// </summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Office(ServiceProvider services, FakeTimeProvider time)
    {
        _services = services;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public FakeDurableClient Client { get; } = new();

    public ReportId Report { get; } = new(DemoPeople.Organ, 2021);

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An office with its staff and policy, on tables of its own.</summary>
    public static async Task<Office> OpenAsync(AzuriteFixture azurite, params (string Name, string Value)[] more)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2022, 1, 10, 2, 0, 0, TimeSpan.Zero));
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Disclosure:PublicBaseUrl"] = "https://xxgk.example",
            ["Disclosure:LinkKey"] = Convert.ToBase64String(new byte[32]),
            ["Disclosure:StoragePrefix"] = string.Concat(
                AzuriteFixture.UniqueName("office").Select(letter => char.IsAsciiLetterLower(letter) ? letter : (char)('a' + letter - '0'))
            ),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging();
        services.AddDisclosure(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), isDevelopment: true);
        services.AddSingleton<RoundActivities>();
        services.AddSingleton<StageActivities>();
        services.AddSingleton<PublicationActivities>();
        services.AddSingleton<SignalSweeper>();
        services.AddSingleton<OutboxSender>();
        var office = new Office(services.BuildServiceProvider(), time);
        await StorageSetup.EnsureCreatedAsync(office.Get<StorageClients>(), Cancel);
        await office.Get<DemoOrgan>().EnsureAsync(Cancel);
        return office;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A function as its host makes it.</summary>
    public T Make<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    public static Caller As(string person) => new(DemoPeople.All.First(candidate => candidate.Id == person));

    /// <summary>Draft, saved with a content that has no errors.</summary>
    public async Task DraftAsync()
    {
        Assert.IsType<CommandOutcome.Done>(await Get<ReportCommands>().CreateAsync(Client, As("drafter"), Report, Cancel));
        Assert.IsType<CommandOutcome.Done>(await SaveAsync("一切正常。"));
    }

    public Task<CommandOutcome> SaveAsync(string remark) =>
        Get<ReportCommands>().SaveAsync(As("drafter"), Report, Content(remark), _ => true, Cancel);

    /// <summary>Saves the newest content of a report, changed.</summary>
    public async Task ChangeAsync(Func<ReportContent, ReportContent> change, ReportId? id = null)
    {
        var report = (await Get<ReportRepository>().GetAsync(id ?? Report, Cancel))!;
        var content = await Get<ReportReader>().ContentAsync(report.Id, report.Digest!.Value, Cancel);
        Assert.IsType<CommandOutcome.Done>(
            await Get<ReportCommands>().SaveAsync(As("drafter"), report.Id, change(content), _ => true, Cancel)
        );
    }

    public async Task<CommandOutcome> SubmitAsync()
    {
        var report = await StoredAsync();
        var content = await Get<ReportReader>().ContentAsync(Report, report.Digest!.Value, Cancel);
        var findings = await Get<ReportReader>().FindingsAsync(Report, content, Cancel);
        var reasons = findings
            .Where(finding => finding.Severity == Severity.Warning)
            .ToDictionary(finding => finding.Id, _ => "情况属实。");
        return await Get<ReportCommands>().SubmitAsync(Client, As("drafter"), Report, reasons, Cancel);
    }

    /// <summary>Submitted, its round and first stage open, as the orchestration would have it.</summary>
    public async Task ToSecrecyReviewAsync()
    {
        if (await Get<ReportRepository>().GetAsync(Report, Cancel) is null)
        {
            await DraftAsync();
        }

        Assert.IsType<CommandOutcome.Done>(await SubmitAsync());
        await Get<RoundActivities>().OpenRound(Report.ToString(), Cancel);
        await Get<StageActivities>().OpenStage(await StageAsync("secrecy"), Cancel);
    }

    /// <summary>Through both stages, before publication.</summary>
    public async Task SignOffAsync()
    {
        await ToSecrecyReviewAsync();
        await DecideAsync("secrecy", "secrecy1", DecisionKind.Approve);
        await Get<StageActivities>().CloseStage(await StageAsync("secrecy"), Cancel);
        await Get<StageActivities>().OpenStage(await StageAsync("signoff"), Cancel);
        await DecideAsync("signoff", "deputy", DecisionKind.Approve);
        await Get<StageActivities>().CloseStage(await StageAsync("signoff"), Cancel);
    }

    public async Task<StageInput> StageAsync(string stage) =>
        new()
        {
            ReportId = Report.ToString(),
            Round = (await StoredAsync()).Round,
            Stage = stage,
        };

    public async Task<StoredReport> StoredAsync() => (await Get<ReportRepository>().GetAsync(Report, Cancel))!;

    public async Task<Dossier> DossierAsync() => (await Get<ReportRepository>().GetDossierAsync(Report, Cancel))!;

    /// <summary>The token of a person's link, as the mail carries it.</summary>
    public async Task<string> TokenAsync(string stage, string person, int issue = 1) =>
        Get<SecretDerivation>().Token(new LinkSubject.Review(Report.ToString(), (await StoredAsync()).Round, stage, person, issue));

    public async Task<LinkInspection> InspectAsync(string stage, string person, int issue = 1) =>
        await Get<LinkInspector>().InspectAsync(await TokenAsync(stage, person, issue), Cancel);

    public async Task<LiveLink> LinkAsync(string stage, string person) =>
        Assert.IsType<LinkInspection.Live>(await InspectAsync(stage, person)).Link;

    public async Task<DecisionOutcome> DecideAsync(string stage, string person, DecisionKind kind, string comment = "意见") =>
        await DecideAsync(await LinkAsync(stage, person), kind, comment);

    public Task<DecisionOutcome> DecideAsync(LiveLink link, DecisionKind kind, string comment = "意见") =>
        Get<DecisionService>().DecideAsync(Client, link, new Judgement(kind, comment, [], null, DecisionVia.Link), Cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>A content for <see cref="Report"/> without errors.</summary>
    public ReportContent Content(string remark)
    {
        var edition = FormatEdition.For(Report.Year);
        var empty = ReportContent.Empty(edition, "张掖市审计局", Report.Year);
        return empty with
        {
            Metadata = empty.Metadata with { Department = "办公室", Keywords = "年度报告", Summary = "2021年度工作情况。" },
            Sections = empty.Sections with
            {
                Overview = "2021年，我局推进主动公开、依申请公开、政府信息管理、政府信息公开平台建设和监督保障。" + remark,
                Problems =
                    "存在的主要问题是公开内容的针对性不够强，解读形式较为单一，部分栏目更新不够及时。下一步将加强培训，丰富解读形式，提高公开质量。",
                Other = "本年度未收取信息处理费。",
            },
            Cells = empty.Cells.With(edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)0))),
        };
    }
}
