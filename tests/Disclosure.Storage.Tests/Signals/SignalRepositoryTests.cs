using Disclosure.Reports;
using Disclosure.Storage.Signals;
using Testing;

namespace Disclosure.Storage.Tests.Signals;

public sealed class SignalRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private SignalRepository Signals => new(Clients);

    [Fact]
    public async Task Put_Signal_IsListedOnceOld()
    {
        var signal = Some.Signal() with { PayloadJson = """{"kind":"approve"}""" };
        await Signals.PutAsync(signal, Cancel);

        Assert.Empty(await Signals.ListOlderThanAsync(Some.At, 10, Cancel));
        Assert.Equal([signal], await Signals.ListOlderThanAsync(Some.At.AddSeconds(1), 10, Cancel));
    }

    [Fact]
    public async Task Put_SameKeyAgain_Replaces()
    {
        await Signals.PutAsync(Some.Signal(), Cancel);
        await Signals.PutAsync(Some.Signal() with { EventName = "Recalled" }, Cancel);

        Assert.Equal("Recalled", Assert.Single(await Signals.ListOlderThanAsync(Some.At.AddDays(1), 10, Cancel)).EventName);
    }

    [Fact]
    public async Task Delete_Twice_IsGone()
    {
        await Signals.PutAsync(Some.Signal(), Cancel);

        await Signals.DeleteAsync(Some.Signal(), Cancel);
        await Signals.DeleteAsync(Some.Signal(), Cancel);

        Assert.Empty(await Signals.ListOlderThanAsync(Some.At.AddDays(1), 10, Cancel));
    }

    [Fact]
    public async Task ListOlderThan_ManyReports_OldestFirstAndNoMoreThanAsked()
    {
        for (var n = 0; n < 40; n++)
        {
            var signal = Some.Signal(at: Some.At.AddMinutes(39 - n)) with { ReportId = new ReportId(Some.Organ, 1990 + n) };
            await Signals.PutAsync(signal, Cancel);
        }

        var listed = await Signals.ListOlderThanAsync(Some.At.AddDays(1), 25, Cancel);

        Assert.Equal(Enumerable.Range(0, 25).Select(n => Some.At.AddMinutes(n)), listed.Select(signal => signal.RecordedAt));
    }

    [Fact]
    public async Task Put_KindsAndKeysThatRunTogether_StayApart()
    {
        await Signals.PutAsync(Some.Signal("b|c") with { Kind = "a" }, Cancel);
        await Signals.PutAsync(Some.Signal("c") with { Kind = "a|b" }, Cancel);

        Assert.Equal(2, (await Signals.ListOlderThanAsync(Some.At.AddDays(1), 10, Cancel)).Count);
    }
}
