using Disclosure.Storage.Calendars;
using Disclosure.Storage.Rows;
using Testing;

namespace Disclosure.Storage.Tests.Calendars;

public sealed class CalendarRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private CalendarRepository Calendars => new(Clients);

    [Fact]
    public async Task Get_NeverLoaded_IsNull()
    {
        Assert.Null(await Calendars.GetAsync(Cancel));
        Assert.Null(await Calendars.GetAsync(1, Cancel));
    }

    [Fact]
    public async Task Load_OneAfterAnother_PutsTheNewestInForceAndKeepsAll()
    {
        var first = await Calendars.LoadAsync(null, Some.CalendarJson, Some.At, "admin", Cancel);
        var second = await Calendars.LoadAsync(first, "{}", Some.At.AddDays(1), "wang", Cancel);

        Assert.Equal((1, 2), (first!.Version, second!.Version));
        Assert.Equal(second, await Calendars.GetAsync(Cancel));
        Assert.Equal(first with { ETag = null }, await Calendars.GetAsync(1, Cancel));
        Assert.Equal(second with { ETag = null }, await Calendars.GetAsync(2, Cancel));
    }

    [Fact]
    public async Task Load_BasedOnAnOlderOne_IsAConflictAndChangesNothing()
    {
        var first = await Calendars.LoadAsync(null, Some.CalendarJson, Some.At, "admin", Cancel);
        var second = await Calendars.LoadAsync(first, "{}", Some.At, "wang", Cancel);

        Assert.Null(await Calendars.LoadAsync(first, "[]", Some.At, "li", Cancel));
        Assert.Null(await Calendars.LoadAsync(null, "[]", Some.At, "li", Cancel));
        Assert.Equal(second, await Calendars.GetAsync(Cancel));
        Assert.Null(await Calendars.GetAsync(3, Cancel));
    }

    [Fact]
    public async Task Load_AnswerLost_FindsItsOwnLoading()
    {
        // The client repeats what got no answer, and is refused by its own first success.
        var first = await Calendars.LoadAsync(null, Some.CalendarJson, Some.At, "admin", Cancel);
        var again = await Calendars.LoadAsync(null, Some.CalendarJson, Some.At, "admin", Cancel);

        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Load_TenAtOnce_OneIsInForceAndTheOthersHearOfIt()
    {
        var loaded = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => Calendars.LoadAsync(null, Some.CalendarJson, Some.At, $"p{n}", Cancel))
        );

        var winner = Assert.Single(loaded, calendar => calendar is not null);
        Assert.Equal(winner, await Calendars.GetAsync(Cancel));
    }

    [Fact]
    public async Task Load_LongerThanAPropertyMayBe_IsReadBackWhole()
    {
        var json = $"[\"{new string('春', 100_000)}\"]";

        var loaded = await Calendars.LoadAsync(null, json, Some.At, "admin", Cancel);

        Assert.Equal(json, (await Calendars.GetAsync(Cancel))!.Json);
        Assert.Equal(1, loaded!.Version);
    }

    [Fact]
    public async Task Load_LongerThanARowMayBe_IsRefusedBeforeSending() =>
        await Assert.ThrowsAsync<StorageLimitException>(() =>
            Calendars.LoadAsync(null, new string('x', 600_000), Some.At, "admin", Cancel)
        );
}
