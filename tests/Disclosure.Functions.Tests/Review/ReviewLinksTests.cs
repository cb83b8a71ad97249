using Disclosure.Functions.Review;
using Disclosure.Functions.Workflow;
using Disclosure.Pages.Review;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Functions.Tests.Review;

/// <summary>What a mailed link can and cannot do, on real storage.</summary>
public sealed class ReviewLinksTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Decide_FiftyAtOnce_OneDecisionStandsAndTheOthersAreToldOfIt()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        var link = await office.LinkAsync("secrecy", "secrecy1");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(index => office.DecideAsync(link, DecisionKind.Approve, $"第{index}次"))
        );

        var recorded = Assert.Single(outcomes.OfType<DecisionOutcome.Recorded>()).Decision;
        Assert.Equal(49, outcomes.OfType<DecisionOutcome.AlreadyDecided>().Count(outcome => outcome.Decision.Comment == recorded.Comment));
        Assert.Equal(StageOutcome.Approved, (await office.StoredAsync()).StageOutcome);
        var trail = await office.Get<ReportRepository>().GetAuditTrailAsync(office.Report, cancellationToken: Office.Cancel);
        Assert.Single(trail!.Entries, entry => entry.Action == AuditActions.Approved);
        Assert.True(trail.Verdict.IsIntact);
    }

    [Fact]
    public async Task Decide_AfterAnotherReviewersApproval_StageIsOverAndNothingChanges()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        var second = await office.LinkAsync("secrecy", "secrecy2");
        await office.DecideAsync("secrecy", "secrecy1", DecisionKind.Approve);

        var outcome = await office.DecideAsync(second, DecisionKind.Return);

        Assert.Equal(new DecisionOutcome.Dead(DeadLinkReason.StageClosed), outcome);
        Assert.Equal(StageOutcome.Approved, (await office.StoredAsync()).StageOutcome);
    }

    [Fact]
    public async Task Inspect_LinkOfAReturnedRound_SaysThatItWasReturned()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        await office.DecideAsync("secrecy", "secrecy1", DecisionKind.Return, "请补充。");
        await office.Get<RoundActivities>().CloseRound(office.Report.ToString(), Office.Cancel);

        var inspection = await office.InspectAsync("secrecy", "secrecy2");

        var dead = Assert.IsType<LinkInspection.Dead>(inspection);
        Assert.Equal(DeadLinkReason.Returned, dead.Reason);
        Assert.False(dead.MayRenew);
        Assert.Equal(ReportStatus.Returned, (await office.StoredAsync()).Status);
    }

    [Fact]
    public async Task Decide_AfterRecall_IsRefusedAndSaysSo()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        var link = await office.LinkAsync("secrecy", "secrecy1");
        await office
            .Get<Disclosure.Functions.Api.ReportCommands>()
            .RecallAsync(office.Client, Office.As("drafter"), office.Report, "有误", Office.Cancel);

        var outcome = await office.DecideAsync(link, DecisionKind.Approve);

        Assert.Equal(new DecisionOutcome.Dead(DeadLinkReason.Recalled), outcome);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task S16_Inspect_AroundExpiry_LivesUntilTheInstantAndNotAtIt(int secondsAfter, bool lives)
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();

        office.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(secondsAfter));

        var inspection = await office.InspectAsync("secrecy", "secrecy1");
        Assert.Equal(lives, inspection is LinkInspection.Live);
        Assert.Equal(lives ? null : DeadLinkReason.Expired, (inspection as LinkInspection.Dead)?.Reason);
    }

    [Fact]
    public async Task Renew_AnExpiredLink_MailsANewOneAndTheOldSaysThatItWasReplaced()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        office.Time.Advance(TimeSpan.FromDays(31));

        await office.Get<LinkRenewal>().RenewAsync(await office.InspectAsync("secrecy", "secrecy1"), Office.Cancel);

        Assert.IsType<LinkInspection.Live>(await office.InspectAsync("secrecy", "secrecy1", issue: 2));
        var old = Assert.IsType<LinkInspection.Dead>(await office.InspectAsync("secrecy", "secrecy1", issue: 1));
        Assert.Equal(DeadLinkReason.Replaced, old.Reason);
    }

    [Fact]
    public async Task S15_Decide_ByWhoeverSavedARevision_IsRefused()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        await office
            .Get<Disclosure.Functions.Api.ReportCommands>()
            .SaveAsync(Office.As("secrecy1"), office.Report, await EditedAsync(office), _ => true, Office.Cancel);
        await office.ToSecrecyReviewAsync();

        // Not even asked: a task was made for the other reviewer only.
        Assert.IsType<LinkInspection.Unknown>(await office.InspectAsync("secrecy", "secrecy1"));
        Assert.IsType<LinkInspection.Live>(await office.InspectAsync("secrecy", "secrecy2"));
    }

    private static async Task<Disclosure.Reports.Content.ReportContent> EditedAsync(Office office)
    {
        var report = await office.StoredAsync();
        var content = await office
            .Get<Disclosure.Functions.Api.ReportReader>()
            .ContentAsync(office.Report, report.Digest!.Value, Office.Cancel);
        return content with { Title = content.Title, Sections = content.Sections with { Other = "本年度未收取信息处理费。无其他事项。" } };
    }
}
