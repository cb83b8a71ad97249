using Disclosure.Functions.Api;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Review;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Demo;

/// <summary>
/// The demonstration's two reports: 2019 goes all the way to the public page through the real workflow, 2020 waits as a draft whose figures
/// do not add up. Every step looks at the report first, so a run that was broken off is taken up again.
/// </summary>
internal sealed class DemoReports(
    ReportCommands commands,
    ReportReader reader,
    ReportRepository reports,
    LinkInspector inspector,
    DecisionService decisions,
    SecretDerivation secrets,
    TimeProvider time
)
{
    private const string Reason = "演示数据，情况属实。";
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly ReportId s_published = new(DemoPeople.Organ, 2019);
    private static readonly ReportId s_draft = new(DemoPeople.Organ, 2020);
    private static readonly Caller s_drafter = new(DemoPeople.All.First(person => person.Id == "drafter"));

    public async Task EnsureAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await EnsureDraftAsync(client, s_draft, cancellationToken);
        await EnsureDraftAsync(client, s_published, cancellationToken);
        await PublishAsync(client, s_published, cancellationToken);
    }

    private async Task EnsureDraftAsync(DurableTaskClient client, ReportId id, CancellationToken cancellationToken)
    {
        await commands.CreateAsync(client, s_drafter, id, cancellationToken);
        if (await reports.GetAsync(id, cancellationToken) is { Revision: 1 })
        {
            await commands.SaveAsync(s_drafter, id, Content(id), current => current.Revision == 1, cancellationToken);
        }
    }

    private async Task PublishAsync(DurableTaskClient client, ReportId id, CancellationToken cancellationToken)
    {
        if (await reports.GetAsync(id, cancellationToken) is { Status: ReportStatus.Draft, Submission: null, Digest: { } digest })
        {
            var content = await reader.ContentAsync(id, digest, cancellationToken);
            var findings = await reader.FindingsAsync(id, content, cancellationToken);
            var reasons = findings.Where(finding => finding.Severity == Severity.Warning).ToDictionary(finding => finding.Id, _ => Reason);
            if (await commands.SubmitAsync(client, s_drafter, id, reasons, cancellationToken) is CommandOutcome.Blocked(var blocking))
            {
                throw new InvalidOperationException(
                    $"The demonstration's report {id} has findings: {string.Join(' ', blocking.Select(finding => finding.Id))}"
                );
            }
        }

        await DecideAsync(client, id, "secrecy", "secrecy1", "经审查，不涉及国家秘密、工作秘密和敏感信息。", cancellationToken);
        await DecideAsync(client, id, "signoff", "deputy", "同意发布。", cancellationToken);
        await UntilAsync(id, report => report.Status == ReportStatus.Published, cancellationToken);
    }

    private async Task DecideAsync(
        DurableTaskClient client,
        ReportId id,
        string stage,
        string person,
        string comment,
        CancellationToken cancellationToken
    )
    {
        var report = await UntilAsync(
            id,
            current =>
                current.Status is ReportStatus.Publishing or ReportStatus.Published || (current.Stage == stage) || IsPast(current, stage),
            cancellationToken
        );
        if (report.Stage != stage)
        {
            return;
        }

        var token = secrets.Token(new LinkSubject.Review(id.ToString(), report.Round, stage, person, 1));
        await UntilAsync(
            async () => await inspector.InspectAsync(token, cancellationToken) is not LinkInspection.Unknown,
            id,
            cancellationToken
        );
        if (await inspector.InspectAsync(token, cancellationToken) is LinkInspection.Live(var link))
        {
            await decisions.DecideAsync(
                client,
                link,
                new Judgement(DecisionKind.Approve, comment, [], null, DecisionVia.Link),
                cancellationToken
            );
        }
    }

    private static bool IsPast(StoredReport report, string stage) => stage == "secrecy" && report.Stage == "signoff";

    private async Task<StoredReport> UntilAsync(ReportId id, Func<StoredReport, bool> holds, CancellationToken cancellationToken)
    {
        StoredReport? report = null;
        await UntilAsync(
            async () => (report = await reports.GetAsync(id, cancellationToken)) is not null && holds(report),
            id,
            cancellationToken
        );
        return report!;
    }

    private async Task UntilAsync(Func<Task<bool>> holds, ReportId id, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await holds())
        {
            if (time.GetElapsedTime(started) > s_patience)
            {
                throw new TimeoutException($"The demonstration's report {id} did not move on within {s_patience}.");
            }

            await Task.Delay(s_poll, time, cancellationToken);
        }
    }

    private static ReportContent Content(ReportId id)
    {
        var name = $"{typeof(DemoReports).Namespace}.Data.zhangye-{id.Year}.json";
        using var stream =
            typeof(DemoReports).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Resource {name} is missing.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return ContentJson.Read(buffer.ToArray(), FormatEdition.For(id.Year)) switch
        {
            ContentReading.Ok(var content) => content,
            ContentReading.Malformed(var problems) => throw new InvalidOperationException(
                $"Resource {name}: {problems[0].JsonPointer} {problems[0].MessageEn}"
            ),
            var other => throw new InvalidOperationException($"No such reading: {other}."),
        };
    }
}
