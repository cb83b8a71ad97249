using Disclosure.Functions.Site;
using Disclosure.Functions.Workflow;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Outbox;
using Disclosure.Storage.Publications;
using Testing;

namespace Disclosure.Functions.Tests.Workflow;

/// <summary>Every activity may run twice (a crash after its work, before its result): the second run changes nothing.</summary>
public sealed class ActivityRepetitionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task F40_OpenStage_Twice_AsksEverybodyOnceAndMailsOnce()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        var before = await office.StoredAsync();

        await office.Get<StageActivities>().OpenStage(await office.StageAsync("secrecy"), Office.Cancel);

        Assert.Equal(before.ETag, (await office.StoredAsync()).ETag);
        Assert.Equal(2, (await office.DossierAsync()).Tasks.Count);
        Assert.Equal(2, (await MailsAsync(office)).Count(mail => mail.Kind == "review"));
    }

    [Fact]
    public async Task F40_RemindReviewers_TwiceOnOneDay_MailsOnce()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        office.Time.Advance(TimeSpan.FromDays(2));

        await office.Get<StageActivities>().RemindReviewers(await office.StageAsync("secrecy"), Office.Cancel);
        await office.Get<StageActivities>().RemindReviewers(await office.StageAsync("secrecy"), Office.Cancel);

        Assert.Equal(4, (await MailsAsync(office)).Count(mail => mail.Kind == "review"));
        var state = await office.Get<StageActivities>().ReadStage(await office.StageAsync("secrecy"), Office.Cancel);
        Assert.True(state.NextReminder > office.Time.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task F40_Publish_EveryStepTwice_OneNumberOneDateSameBytes()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.SignOffAsync();
        var activities = office.Get<PublicationActivities>();
        var id = office.Report.ToString();
        Func<Task<PublicationStep>>[] steps =
        [
            () => activities.AllotIndexNumber(id, Office.Cancel),
            () => activities.RenderDocuments(id, Office.Cancel),
            () => activities.CompareWithSignedOff(id, Office.Cancel),
            () => activities.ListInCatalogue(id, Office.Cancel),
            () => activities.AnnouncePublication(id, Office.Cancel),
        ];

        foreach (var step in steps)
        {
            Assert.Null((await step()).Refusal);
            office.Time.Advance(TimeSpan.FromMinutes(3));
            Assert.Null((await step()).Refusal);
        }

        var report = await office.StoredAsync();
        Assert.Equal(ReportStatus.Published, report.Status);
        Assert.Equal("620700082/2022-00001", report.Publication!.IndexNumber.ToString());
        Assert.Equal(
            2,
            (await office.DossierAsync()).Audit.Count(entry => entry.Action is AuditActions.NumberAllotted or AuditActions.Published)
        );
        var page = await office.Get<PublicDocuments>().ReadPageAsync(report.Publication.IndexNumber, report.Revision, Office.Cancel);
        Assert.Equal(report.Publication.PageDigest, page!.Digest);
        var listed = await office.Get<PublicationRepository>().GetAsync(report.Publication.IndexNumber, Office.Cancel);
        Assert.Equal(page.Digest, listed!.PageDigest);
        Assert.Equal(3, (await MailsAsync(office)).Count(mail => mail.Kind == "published"));
    }

    [Fact]
    public async Task S4_Publish_ContentOtherThanSignedOff_IsRefusedAndNamesTheCause()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.SignOffAsync();
        var report = await office.StoredAsync();
        var other = (await office.DossierAsync()).Revisions[0];
        var changed = await office
            .Get<ReportRepository>()
            .CommitAsync(new ReportChange { Based = report, Next = report with { Digest = other.Digest } }, Office.Cancel);
        Assert.IsType<CommitResult.Committed>(changed);

        var step = await office.Get<PublicationActivities>().AllotIndexNumber(office.Report.ToString(), Office.Cancel);

        Assert.Contains("不一致", step.Refusal);
        Assert.Null((await office.StoredAsync()).Publication);
    }

    [Fact]
    public async Task S6_Store_HoldsNeitherTokensNorCodes()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        var token = await office.TokenAsync("secrecy", "secrecy1");

        var dump = string.Concat(
            (await MailsAsync(office))
                .Select(mail => mail.ToString())
                .Concat((await office.DossierAsync()).Tasks.Select(task => task.ToString()))
        );

        Assert.Contains("secrecy1", dump);
        Assert.DoesNotContain(token, dump);
    }

    private static async Task<IReadOnlyList<OutboxMessage>> MailsAsync(Office office) =>
        await office.Get<OutboxRepository>().ListAsync(null, null, 100, Office.Cancel);
}
