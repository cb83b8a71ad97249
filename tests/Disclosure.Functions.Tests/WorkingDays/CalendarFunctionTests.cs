using System.Text;
using System.Text.Json.Nodes;
using Disclosure.Functions.WorkingDays;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Calendars;
using Testing;

namespace Disclosure.Functions.Tests.WorkingDays;

/// <summary>The State Council's calendar as administrators see and load it.</summary>
public sealed class CalendarFunctionTests(AzuriteFixture azurite)
{
    // 2022 with a holiday on 20 January that no notice ever gave, so that it shows which calendar counts.
    private const string Loaded = """
        {"schema":"cn-workdays/1","years":[{"year":2022,"status":"verified","holidays":[
          {"name":"元旦","en":"New Year's Day","start":"2022-01-01","end":"2022-01-03"},
          {"name":"检验日","en":"Test Day","start":"2022-01-20","end":"2022-01-20"}]}]}
        """;

    [Fact]
    public async Task Get_NothingLoaded_ShowsTheReleasesCalendar()
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await ShowAsync(office);

        Assert.Equal(200, reply.Status);
        Assert.Equal(("built-in", 0), (reply.Body!["source"]!.GetValue<string>(), reply.Body["version"]!.GetValue<int>()));
        Assert.Equal([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026], Years(reply));
        Assert.Equal("\"k0\"", reply.ETag);
        Assert.Contains(
            reply.Body["warnings"]!.AsArray(),
            warning => warning!.GetValue<string>().Contains("2027", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Put_AGoodFile_PutsItInForceAndSaysWhatChanged()
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await LoadAsync(office, Loaded, "\"k0\"");

        Assert.Equal((200, "\"k1\""), (reply.Status, reply.ETag));
        Assert.Equal([2022], Years(reply));
        Assert.Contains(
            reply.Body!["changes"]!.AsArray(),
            change => change!["date"]!.GetValue<string>() == "2022-01-20" && change["wasWorking"]!.GetValue<bool>()
        );
        Assert.Contains(
            reply.Body["warnings"]!.AsArray(),
            warning => warning!.GetValue<string>().Contains("先前的日历有 2021 年", StringComparison.Ordinal)
        );
        Assert.False((await office.Get<CalendarSource>().CurrentAsync(Office.Cancel)).Calendar.IsWorkingDay(new DateOnly(2022, 1, 20)));
        var stored = (await office.Get<CalendarRepository>().GetAsync(Office.Cancel))!;
        Assert.Equal((1, "admin"), (stored.Version, stored.LoadedBy));
    }

    [Fact]
    public async Task Put_OfAnotherProcess_IsNoticedWithinHalfAMinute()
    {
        await using var office = await Office.OpenAsync(azurite);
        var elsewhere = office.Make<CalendarSource>();
        Assert.Equal(0, (await elsewhere.CurrentAsync(Office.Cancel)).Version);
        await LoadAsync(office, Loaded);

        Assert.Equal(0, (await elsewhere.CurrentAsync(Office.Cancel)).Version);
        office.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, (await elsewhere.CurrentAsync(Office.Cancel)).Version);
    }

    [Fact]
    public async Task Put_ABadFile_NamesEveryFaultAndKeepsTheOldCalendar()
    {
        await using var office = await Office.OpenAsync(azurite);
        var bad = Loaded.Replace("2022-01-03", "2021-12-01", StringComparison.Ordinal).Replace("检验日", "", StringComparison.Ordinal);

        var reply = await LoadAsync(office, bad);

        Assert.Equal((422, "invalid-calendar"), (reply.Status, reply.Code));
        Assert.Equal(
            ["/years/0/holidays/0", "/years/0/holidays/1/name"],
            reply.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>())
        );
        Assert.Null(await office.Get<CalendarRepository>().GetAsync(Office.Cancel));
    }

    [Fact]
    public async Task Put_StaleIfMatch_Is412()
    {
        await using var office = await Office.OpenAsync(azurite);
        await LoadAsync(office, Loaded);

        var reply = await LoadAsync(office, Loaded, "\"k0\"");

        Assert.Equal((412, "stale-settings"), (reply.Status, reply.Code));
        Assert.Equal(1, (await office.Get<CalendarRepository>().GetAsync(Office.Cancel))!.Version);
    }

    [Theory]
    [InlineData("drafter", 403, "wrong-role")]
    [InlineData(null, 401, "sign-in-required")]
    public async Task Put_ByOthers_IsRefused(string? person, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await office.CallAsync(
            Ask.Put("admin", Loaded) with
            {
                Person = person,
            },
            request => office.Make<CalendarFunction>().Run(request, Office.Cancel)
        );

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Get_File_CanBePutBack()
    {
        await using var office = await Office.OpenAsync(azurite);

        var file = await ShowAsync(office, "?file=true");
        var reply = await LoadAsync(office, file.Body!.ToJsonString());

        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Body!["changes"]!.AsArray());
        Assert.IsType<CalendarReading.Ok>(WorkCalendar.Read(Encoding.UTF8.GetBytes(file.Body.ToJsonString())));
    }

    [Fact]
    public async Task Put_LongerThanIsKept_Is413()
    {
        await using var office = await Office.OpenAsync(azurite);
        var long1 = Loaded.Replace("检验日", new string('验', 400_001), StringComparison.Ordinal);

        Assert.Equal(413, (await LoadAsync(office, long1)).Status);
    }

    private static Task<Reply> ShowAsync(Office office, string query = "") =>
        office.CallAsync(Ask.Get("admin", query), request => office.Make<CalendarFunction>().Run(request, Office.Cancel));

    private static Task<Reply> LoadAsync(Office office, string body, string? ifMatch = null) =>
        office.CallAsync(Ask.Put("admin", body, ifMatch), request => office.Make<CalendarFunction>().Run(request, Office.Cancel));

    private static IEnumerable<int> Years(Reply reply) => reply.Body!["years"]!.AsArray().Select(year => year!["year"]!.GetValue<int>());
}
