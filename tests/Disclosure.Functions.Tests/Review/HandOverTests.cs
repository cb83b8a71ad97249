using Disclosure.Functions.Review;
using Disclosure.Functions.Workflow;
using Disclosure.Pages.Review;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Testing;

namespace Disclosure.Functions.Tests.Review;

/// <summary>Handing a task over, and deputies who are asked in another's place.</summary>
public sealed class HandOverTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task HandOver_ToALeader_EndsTheLinkAndAsksTheOther()
    {
        await using var office = await Office.OpenAsync(azurite);
        await ToSignOffAsync(office);
        var outcome = await HandOverAsync(office, "signoff", "deputy", "head");

        var decision = Assert.IsType<DecisionOutcome.Recorded>(outcome).Decision;
        Assert.Equal("head", decision.DelegatedTo);
        var dead = Assert.IsType<LinkInspection.Dead>(await office.InspectAsync("signoff", "deputy"));
        Assert.Equal(DeadLinkReason.Reassigned, dead.Reason);
        Assert.Null((await office.StoredAsync()).StageOutcome);

        // What the orchestration does when it hears of it.
        await office.Get<StageActivities>().OpenStage(await office.StageAsync("signoff"), Office.Cancel);
        var link = await office.LinkAsync("signoff", "head");
        Assert.Equal("deputy", link.Task.OnBehalfOf);
        Assert.Contains(
            await office.Get<OutboxRepository>().ListAsync("head@zhangye.example", null, 10, Office.Cancel),
            mail => mail.Stage == "signoff"
        );

        var approved = Assert.IsType<DecisionOutcome.Recorded>(await office.DecideAsync(link, DecisionKind.Approve));
        Assert.Equal("deputy", approved.Decision.OnBehalfOf);
        Assert.Equal(StageOutcome.Approved, (await office.StoredAsync()).StageOutcome);
    }

    [Fact]
    public async Task HandOver_Audited_SaysFromWhomToWhom()
    {
        await using var office = await Office.OpenAsync(azurite);
        await ToSignOffAsync(office);
        await HandOverAsync(office, "signoff", "deputy", "head");

        var trail = await office.Get<ReportRepository>().GetAuditTrailAsync(office.Report, [], Office.Cancel);

        var entry = Assert.Single(trail!.Entries, entry => entry.Action == AuditActions.HandedOver);
        Assert.Equal(("deputy", "head"), (entry.ActorId, entry.Details["to"]));
    }

    [Theory]
    [InlineData("drafter")] // drafted it
    [InlineData("deputy")] // oneself
    [InlineData("publisher")] // may not sign off
    [InlineData("nobody")]
    public async Task HandOver_ToSomebodyWhoMayNot_ChangesNothing(string to)
    {
        await using var office = await Office.OpenAsync(azurite);
        await ToSignOffAsync(office);

        Assert.IsType<DecisionOutcome.NotEligible>(await HandOverAsync(office, "signoff", "deputy", to));
        Assert.IsType<LinkInspection.Live>(await office.InspectAsync("signoff", "deputy"));
        Assert.DoesNotContain((await office.DossierAsync()).Decisions, decision => decision.Stage == "signoff");
    }

    [Fact]
    public async Task HandOver_ToSomebodyAskedAlready_IsRefused()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();

        Assert.IsType<DecisionOutcome.NotEligible>(await HandOverAsync(office, "secrecy", "secrecy1", "secrecy2"));
    }

    [Fact]
    public async Task HandOver_Twice_FirstStands()
    {
        await using var office = await Office.OpenAsync(azurite);
        await ToSignOffAsync(office);
        var link = await office.LinkAsync("signoff", "deputy");
        await HandOverAsync(office, link, "head");

        Assert.IsType<DecisionOutcome.AlreadyDecided>(await HandOverAsync(office, link, "head"));
        Assert.IsType<DecisionOutcome.AlreadyDecided>(await office.DecideAsync(link, DecisionKind.Approve));
    }

    [Fact]
    public async Task HandOver_ThenApprovedAndPublished_PassesTheLastGate()
    {
        await using var office = await Office.OpenAsync(azurite);
        await ToSignOffAsync(office);
        await HandOverAsync(office, "signoff", "deputy", "head");
        await office.Get<StageActivities>().OpenStage(await office.StageAsync("signoff"), Office.Cancel);
        await office.DecideAsync("signoff", "head", DecisionKind.Approve);
        var policy = await office.Get<OrganRepository>().GetNewestPolicyAsync(office.Report.Organ, Office.Cancel);

        Assert.Null(SignOffRules.Refusal(await office.DossierAsync(), policy));
    }

    [Theory]
    [InlineData("2022-01-05", "2022-01-20", "head")]
    [InlineData("2022-02-01", null, "deputy")]
    [InlineData(null, "2022-01-05", "deputy")]
    public async Task OpenStage_DeputyStandsInOnTheDay_IsAskedInstead(string? from, string? until, string asked)
    {
        await using var office = await Office.OpenAsync(azurite);
        var organs = office.Get<OrganRepository>();
        var deputy = (await organs.GetPersonAsync(office.Report.Organ, "deputy", Office.Cancel))!;
        var days = new Deputy("head", from is null ? null : DateOnly.Parse(from, null), until is null ? null : DateOnly.Parse(until, null));
        await organs.SavePersonAsync(deputy with { Deputy = days }, Office.Cancel);

        await ToSignOffAsync(office);

        var task = Assert.Single((await office.DossierAsync()).Tasks, task => task.Stage == "signoff");
        Assert.Equal(asked, task.PersonId);
        Assert.Equal(asked == "head" ? "deputy" : null, task.OnBehalfOf);
    }

    [Fact]
    public void Resolve_DeputyHasDrafted_PrincipalIsAsked()
    {
        Person[] staff = [Somebody("a") with { Deputy = new Deputy("b", null, null) }, Somebody("b")];

        var asked = StandIns.Resolve([staff[0]], staff, new HashSet<string> { "b" }, new DateOnly(2022, 1, 10));

        Assert.Equal(("a", null), (Assert.Single(asked).Person.Id, asked[0].OnBehalfOf));
    }

    [Fact]
    public void Resolve_DeputyIsAskedAnyway_HasOneVoice()
    {
        Person[] staff = [Somebody("a") with { Deputy = new Deputy("b", null, null) }, Somebody("b")];

        var asked = StandIns.Resolve(staff, staff, new HashSet<string>(), new DateOnly(2022, 1, 10));

        Assert.Equal("b", Assert.Single(asked).Person.Id);
    }

    private static Person Somebody(string id) =>
        new()
        {
            OrganCode = Disclosure.Reports.OrganCode.Parse("620700082"),
            Id = id,
            Name = id,
            Email = $"{id}@zhangye.example",
        };

    private static async Task ToSignOffAsync(Office office)
    {
        await office.ToSecrecyReviewAsync();
        await office.DecideAsync("secrecy", "secrecy1", DecisionKind.Approve);
        await office.Get<StageActivities>().CloseStage(await office.StageAsync("secrecy"), Office.Cancel);
        await office.Get<StageActivities>().OpenStage(await office.StageAsync("signoff"), Office.Cancel);
    }

    private static async Task<DecisionOutcome> HandOverAsync(Office office, string stage, string from, string to) =>
        await HandOverAsync(office, await office.LinkAsync(stage, from), to);

    private static Task<DecisionOutcome> HandOverAsync(Office office, LiveLink link, string to) =>
        office
            .Get<DecisionService>()
            .DecideAsync(office.Client, link, new Judgement(DecisionKind.Delegate, "出差", [], null, DecisionVia.Link, to), Office.Cancel);
}
