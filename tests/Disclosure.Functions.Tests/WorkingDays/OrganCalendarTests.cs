using Disclosure.Functions.Api;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Operating;
using Disclosure.Functions.WorkingDays;
using Disclosure.Reports;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;
using Testing;

namespace Disclosure.Functions.Tests.WorkingDays;

/// <summary>An organ's own days and internal dates, and what follows from them.</summary>
public sealed class OrganCalendarTests(AzuriteFixture azurite)
{
    // 28 January 2022 is a Friday, 29 and 30 are make-up days, 31 the first day of the Spring Festival.
    private const string Closed = """
        {"days":[{"date":"2022-01-30","isWorking":false,"reasonZh":"停电检修","reasonEn":"power works"}],"offsets":{"publish":2}}
        """;

    [Fact]
    public async Task Put_OwnDaysAndOffsets_MoveTheDatesOfItsReports()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        var before = await DatesAsync(office);

        var saved = await PutAsync(office, Closed);
        var after = await DatesAsync(office);

        Assert.Equal(("2022-01-30", "2022-01-29"), (Last(before), Last(after)));
        Assert.Equal("2022-01-29", Milestone(before, 4)["date"]!.GetValue<string>());
        // Two working days before Saturday the 29th, which is worked: Friday, Thursday.
        Assert.Equal("2022-01-27", Milestone(after, 4)["date"]!.GetValue<string>());
        Assert.Contains("1月30日本机关不上班（停电检修）", after.Body!["explanation"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, saved.Status);
        Assert.Equal(2, saved.Body!["offsets"]!["publish"]!.GetValue<int>());
        Assert.Equal("admin", saved.Body["changedBy"]!.GetValue<string>());

        static string Last(Reply reply) => reply.Body!["lastWorkingDay"]!.GetValue<string>();
    }

    [Fact]
    public async Task Put_OwnDay_MovesTheDeadlineOfANewTask()
    {
        await using var office = await Office.OpenAsync(azurite);
        // Asked on Monday 10 January: two working days end on the 12th; with the 12th closed on the 13th.
        await PutAsync(office, """{"days":[{"date":"2022-01-12","isWorking":false}]}""");

        await office.ToSecrecyReviewAsync();

        var task = (await office.DossierAsync()).Tasks[0];
        Assert.Equal(new DateTimeOffset(2022, 1, 13, 18, 0, 0, TimeSpan.FromHours(8)), task.Due);
    }

    [Fact]
    public async Task Findings_AfterTheInternalDate_SaySo()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        var open = office.Report;
        Assert.DoesNotContain(await FindingsAsync(office), finding => finding == "timeliness-internal");

        // Sixty working days before the law's day is long past on 10 January.
        await PutAsync(office, """{"offsets":{"open":60,"draftComplete":60,"secrecyDone":60,"signOffDone":60,"publish":60}}""");

        Assert.Contains(await FindingsAsync(office), finding => finding == "timeliness-internal");
        Assert.Equal(open, office.Report);
    }

    [Theory]
    [InlineData("""{"offsets":{"publish":-1}}""", "/offsets/publish")]
    [InlineData("""{"offsets":{"secrecyDone":11}}""", "/offsets/secrecyDone")]
    [InlineData("""{"offsets":{"open":61}}""", "/offsets/open")]
    [InlineData("""{"days":[{"date":"2022-01-12"}]}""", "/days/0")]
    [InlineData("""{"days":[null]}""", "/days/0")]
    [InlineData("""{"days":[{"date":"1022-01-12","isWorking":true}]}""", "/days/0")]
    [InlineData("""{"days":[{"date":"2022-01-12","isWorking":true},{"date":"2022-01-12","isWorking":false}]}""", "/days/1/date")]
    [InlineData("""{"days":[{"date":"2022-02-30","isWorking":true}]}""", "/days/0/date")]
    [InlineData("""{"day":[]}""", "/day")]
    public async Task Put_WhatCannotBe_NamesItsPlaceAndSavesNothing(string body, string pointer)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await PutAsync(office, body);

        Assert.Equal((422, "invalid-body"), (reply.Status, reply.Code));
        Assert.Equal(pointer, reply.Body!["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Null((await office.Get<OrganRepository>().GetAsync(DemoPeople.Organ, Office.Cancel))!.Calendar);
    }

    [Fact]
    public async Task Put_StaleIfMatch_Is412AndTheRightOneIsHonoured()
    {
        await using var office = await Office.OpenAsync(azurite);
        var tag = (await GetAsync(office, "admin")).ETag;

        Assert.Equal(200, (await PutAsync(office, Closed, tag)).Status);
        Assert.Equal((412, "stale-settings"), (await PutAsync(office, "{}", tag)) is var stale ? (stale.Status, stale.Code) : default);
        Assert.Single((await GetAsync(office, "admin")).Body!["days"]!.AsArray());
    }

    [Theory]
    [InlineData("drafter", "620700082", 403, "wrong-role")]
    [InlineData("admin", "620700099", 403, "not-your-organ")]
    [InlineData("admin", "nonsense", 404, "unknown-organ")]
    public async Task Get_NotByItsOwnAdministrator_IsRefused(string person, string organ, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await GetAsync(office, person, organ);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Change_ByTwoAtOnce_KeepsBoth()
    {
        await using var office = await Office.OpenAsync(azurite);
        var organs = office.Get<OrganRepository>();
        var stale = (await organs.GetAsync(DemoPeople.Organ, Office.Cancel))!;
        await organs.SaveAsync(stale with { Superior = OrganCode.Parse("620700001") }, Office.Cancel);

        var reply = await office.CallAsync(
            Ask.Put("admin", "{}"),
            request =>
                office
                    .Get<OrganSettings>()
                    .ChangeAsync(
                        request,
                        stale,
                        organ => organ with { NameEn = "Audit" },
                        _ => Microsoft.AspNetCore.Http.Results.NoContent(),
                        Office.Cancel
                    )
        );

        Assert.Equal(204, reply.Status);
        var now = (await organs.GetAsync(DemoPeople.Organ, Office.Cancel))!;
        Assert.Equal(("Audit", "620700001"), (now.NameEn, now.Superior!.Value.Value));
    }

    private static Task<Reply> PutAsync(Office office, string body, string? ifMatch = null) =>
        office.CallAsync(
            Ask.Put("admin", body, ifMatch),
            request => office.Make<OrganCalendarFunction>().Run(request, DemoPeople.Organ.Value, Office.Cancel)
        );

    private static Task<Reply> GetAsync(Office office, string person, string organ = "620700082") =>
        office.CallAsync(Ask.Get(person), request => office.Make<OrganCalendarFunction>().Run(request, organ, Office.Cancel));

    private static Task<Reply> DatesAsync(Office office) =>
        office.CallAsync(
            Ask.Get("drafter"),
            request => office.Make<DatesFunctions>().Dates(request, office.Report.ToString(), Office.Cancel)
        );

    private static System.Text.Json.Nodes.JsonNode Milestone(Reply reply, int index) => reply.Body!["milestones"]![index]!;

    private static async Task<IReadOnlyList<string>> FindingsAsync(Office office)
    {
        var reader = office.Get<ReportReader>();
        var report = await office.StoredAsync();
        var content = await reader.ContentAsync(report.Id, report.Digest!.Value, Office.Cancel);
        return [.. (await reader.FindingsAsync(report.Id, content, Office.Cancel)).Select(finding => finding.Rule)];
    }
}
