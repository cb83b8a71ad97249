using Disclosure.Functions.Workflow;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Signals;
using Microsoft.Azure.Functions.Worker;
using Testing;

namespace Disclosure.Functions.Tests.Workflow;

/// <summary>A fact whose event was lost: the sweeper raises it, and stops once it is consumed.</summary>
public sealed class LostEventTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task F23_Decide_WithTheEngineOutOfReach_DecisionStandsAndTheSweeperRaisesItsEvent()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        office.Client.IsDown = true;

        await office.DecideAsync("secrecy", "secrecy1", DecisionKind.Approve);
        Assert.Equal(StageOutcome.Approved, (await office.StoredAsync()).StageOutcome);

        office.Client.IsDown = false;
        office.Client.Raised.Clear();
        await SweepAsync(office);
        Assert.Empty(office.Client.Raised); // too young: the event itself may still be on its way

        office.Time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync(office);
        Assert.Contains(($"{office.Report}:1:secrecy", WorkflowNames.FactRecorded), office.Client.Raised);
    }

    [Fact]
    public async Task Sweep_AfterTheStageMovedOn_RaisesNothingAndClearsTheSignal()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.ToSecrecyReviewAsync();
        await office.DecideAsync("secrecy", "secrecy1", DecisionKind.Approve);
        await office.Get<StageActivities>().OpenStage(await office.StageAsync("signoff"), Office.Cancel);
        office.Client.Raised.Clear();
        office.Time.Advance(TimeSpan.FromMinutes(11));

        await SweepAsync(office);

        Assert.Empty(office.Client.Raised);
        Assert.Empty(await office.Get<SignalRepository>().ListOlderThanAsync(office.Time.GetUtcNow(), 100, Office.Cancel));
    }

    [Fact]
    public async Task Sweep_ReportWhoseOrchestrationWasNeverStarted_StartsIt()
    {
        await using var office = await Office.OpenAsync(azurite);
        office.Client.IsDown = true;
        await office.DraftAsync();
        office.Client.IsDown = false;
        office.Time.Advance(TimeSpan.FromMinutes(1));

        await SweepAsync(office);

        Assert.Equal([office.Report.ToString()], office.Client.Started);
    }

    private static Task SweepAsync(Office office) => office.Get<SignalSweeper>().Run(new TimerInfo(), office.Client, Office.Cancel);
}
