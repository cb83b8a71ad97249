using Disclosure.Functions.Api;
using Disclosure.Functions.Checks;
using Disclosure.Functions.Demo;
using Disclosure.Reports;
using Disclosure.Reports.Checking;
using Testing;

namespace Disclosure.Functions.Tests.Checks;

/// <summary>An organ's own words, telephones and severities, from the administrator's call to the finding.</summary>
public sealed class OrganChecksTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Put_WordsPhonesAndSeverities_AreWhatTheChecksGoBy()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        await office.ChangeAsync(content =>
            content with
            {
                Sections = content.Sections with { Overview = content.Sections.Overview + "金石行动，咨询电话13893600082。" },
            }
        );
        var before = await FindingsAsync(office);

        var saved = await PutAsync(
            office,
            """{"ownWords":["金石行动"," 金石行动 "],"ownPhones":["138-9360-0082"],"raisedSeverities":{"secrecy":"error"}}"""
        );
        var after = await FindingsAsync(office);

        Assert.Equal(200, saved.Status);
        Assert.Single(saved.Body!["ownWords"]!.AsArray());
        Assert.Contains(before, finding => finding.Rule == "personal-data");
        Assert.DoesNotContain(before, finding => finding.Rule == "secrecy");
        Assert.DoesNotContain(after, finding => finding.Rule == "personal-data");
        Assert.Equal(Severity.Error, Assert.Single(after, finding => finding.Rule == "secrecy").Severity);
    }

    [Fact]
    public async Task Put_Nothing_ClearsThem()
    {
        await using var office = await Office.OpenAsync(azurite);
        await PutAsync(office, """{"ownWords":["词"],"raisedSeverities":{"year-jump":"error"}}""");

        var cleared = await PutAsync(office, "{}");

        Assert.Empty(cleared.Body!["ownWords"]!.AsArray());
        Assert.Empty(cleared.Body["raisedSeverities"]!.AsObject());
        Assert.Equal(cleared.ETag, (await GetAsync(office, "admin")).ETag);
    }

    [Theory]
    [InlineData("""{"ownWords":[""]}""", "/ownWords/0")]
    [InlineData("""{"ownWords":["好",null]}""", "/ownWords/1")]
    [InlineData("""{"ownPhones":["call me"]}""", "/ownPhones/0")]
    [InlineData("""{"ownPhones":["110"]}""", "/ownPhones/0")]
    [InlineData("""{"raisedSeverities":{"no-such/rule":"error"}}""", "/raisedSeverities/no-such~1rule")]
    [InlineData("""{"raisedSeverities":{"secrecy":"info"}}""", "/raisedSeverities/secrecy")]
    [InlineData("""{"raisedSeverities":{"year-jump":"warning"}}""", "/raisedSeverities/year-jump")]
    [InlineData("""{"raisedSeverities":{"structure-edition":"error"}}""", "/raisedSeverities/structure-edition")]
    [InlineData("""{"raisedSeverities":{"secrecy":"fatal"}}""", "/raisedSeverities/secrecy")]
    [InlineData("""{"words":[]}""", "/words")]
    public async Task Put_WhatCannotBe_NamesItsPlace(string body, string pointer)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await PutAsync(office, body);

        Assert.Equal((422, "invalid-body"), (reply.Status, reply.Code));
        Assert.Equal(pointer, reply.Body!["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("drafter", 403, "wrong-role")]
    [InlineData("overseer", 403, "wrong-role")]
    [InlineData("admin", 200, null)]
    public async Task Get_WordList_IsForTheOrgansAdministratorsAlone(string person, int status, string? code)
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await GetAsync(office, person);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    private static Task<Reply> PutAsync(Office office, string body) =>
        office.CallAsync(
            Ask.Put("admin", body),
            request => office.Make<OrganChecksFunction>().Run(request, DemoPeople.Organ.Value, Office.Cancel)
        );

    private static Task<Reply> GetAsync(Office office, string person) =>
        office.CallAsync(
            Ask.Get(person),
            request => office.Make<OrganChecksFunction>().Run(request, DemoPeople.Organ.Value, Office.Cancel)
        );

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(Office office)
    {
        var reader = office.Get<ReportReader>();
        var report = await office.StoredAsync();
        return await reader.FindingsAsync(
            report.Id,
            await reader.ContentAsync(report.Id, report.Digest!.Value, Office.Cancel),
            Office.Cancel
        );
    }
}
