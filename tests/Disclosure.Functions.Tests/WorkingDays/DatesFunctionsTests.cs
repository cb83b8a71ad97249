using Disclosure.Functions.WorkingDays;
using Testing;

namespace Disclosure.Functions.Tests.WorkingDays;

public sealed class DatesFunctionsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Explain_AcrossTheSpringFestival_NamesIt()
    {
        await using var office = await Office.OpenAsync(azurite);

        var zh = await ExplainAsync(office, "?from=2025-01-27&days=2", "zh");
        var en = await ExplainAsync(office, "?from=2025-01-27&days=2&organ=620700082", "en");

        Assert.Equal("2025-02-06", zh.Body!["date"]!.GetValue<string>());
        Assert.Equal("2025-01-27 之后第 2 个工作日；1月28日至2月4日为春节假期", zh.Body["explanation"]!.GetValue<string>());
        Assert.Equal(
            "2 working days after 2025-01-27; 28 Jan – 4 Feb is the Spring Festival holiday",
            en.Body!["explanation"]!.GetValue<string>()
        );
        Assert.True(zh.Body["fromIsWorkingDay"]!.GetValue<bool>());
        Assert.Empty(zh.Body["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Explain_NothingAsked_IsToday()
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await ExplainAsync(office, "", "zh");

        Assert.Equal("2022-01-10", reply.Body!["date"]!.GetValue<string>());
    }

    [Fact]
    public async Task Explain_YearWithoutNotice_Warns()
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await ExplainAsync(office, "?from=2030-01-31&days=-5", "en");

        Assert.Contains("2030", Assert.Single(reply.Body!["warnings"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=31.1.2021", "from")]
    [InlineData("?from=0001-01-01", "from")]
    [InlineData("?days=many", "days")]
    [InlineData("?days=1001", "days")]
    [InlineData("?organ=62", "organ")]
    public async Task Explain_WhatCannotBeRead_NamesTheParameter(string query, string parameter)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await ExplainAsync(office, query, "zh");

        Assert.Equal((400, "invalid-query"), (reply.Status, reply.Code));
        Assert.Equal(parameter, Assert.Single(reply.Body!["errors"]!.AsArray())!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("drafter", 403, "not-your-organ")]
    [InlineData("overseer", 404, "unknown-organ")]
    [InlineData(null, 401, "sign-in-required")]
    public async Task Explain_ForAnotherOrgan_IsForOverseersOnly(string? person, int status, string code)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await office.CallAsync(
            new Ask { Person = person, Query = "?organ=999999999" },
            request => office.Make<DatesFunctions>().Explain(request, Office.Cancel)
        );

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Dates_OfAReport_ListEveryMilestoneWithItsReason()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();

        var reply = await office.CallAsync(
            Ask.Get("secrecy1") with
            {
                Language = "en",
            },
            request => office.Make<DatesFunctions>().Dates(request, office.Report.ToString(), Office.Cancel)
        );

        // 31 January 2022 began the Spring Festival; Saturday and Sunday before it were worked.
        Assert.Equal("2022-01-31", reply.Body!["statutory"]!.GetValue<string>());
        Assert.Equal("2022-01-30", reply.Body["lastWorkingDay"]!.GetValue<string>());
        Assert.Equal(
            [
                ("open", "2022-01-06", 18),
                ("draftComplete", "2022-01-18", 10),
                ("secrecyDone", "2022-01-26", 4),
                ("signOffDone", "2022-01-28", 2),
                ("publish", "2022-01-29", 1),
            ],
            reply.Body["milestones"]!
                .AsArray()
                .Select(date =>
                    (date!["milestone"]!.GetValue<string>(), date["date"]!.GetValue<string>(), date["workingDaysAhead"]!.GetValue<int>())
                )
        );
        Assert.True(reply.Body["milestones"]![0]!["isPast"]!.GetValue<bool>());
        Assert.False(reply.Body["milestones"]![1]!["isPast"]!.GetValue<bool>());
        Assert.StartsWith(
            "4 working days before 2022-01-30",
            reply.Body["milestones"]![2]!["explanation"]!.GetValue<string>(),
            StringComparison.Ordinal
        );
    }

    private static Task<Reply> ExplainAsync(Office office, string query, string language) =>
        office.CallAsync(
            Ask.Get("drafter", query) with
            {
                Language = language,
            },
            request => office.Make<DatesFunctions>().Explain(request, Office.Cancel)
        );
}
