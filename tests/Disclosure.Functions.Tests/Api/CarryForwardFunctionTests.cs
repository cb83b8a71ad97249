using System.Text.Json.Nodes;
using Disclosure.Functions.Api;
using Disclosure.Functions.Api.CarryingForward;
using Disclosure.Reports;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Functions.Tests.Api;

/// <summary>上年结转 and last year's balances, filled in from last year's report.</summary>
public sealed class CarryForwardFunctionTests(AzuriteFixture azurite)
{
    private const string CarriedIn = "requests/carried_in/natural";
    private const string InForce = "proactive/art20_1/normative/in_force";

    [Fact]
    public async Task Carry_FromLastYearsReport_FillsBlankCellsAndSaysWhatItDid()
    {
        await using var office = await WithLastYearAsync();
        var next = await CreateAsync(office, carryForward: null);

        var reply = await CarryAsync(office, null);

        Assert.Equal(200, reply.Status);
        Assert.Equal(2, reply.Body!["revision"]!.GetValue<int>());
        Assert.Equal(3, Filled(reply, CarriedIn)!["after"]!.GetValue<decimal>());
        Assert.Null(Filled(reply, CarriedIn)!["before"]);
        Assert.Equal(17, Filled(reply, InForce)!["after"]!.GetValue<decimal>());
        Assert.Contains("自然人", Filled(reply, CarriedIn)!["label"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("620700082-2021", reply.Body["source"]!["reportId"]!.GetValue<string>());
        Assert.Equal("draft", reply.Body["source"]!["source"]!.GetValue<string>());
        Assert.Contains("草稿", reply.Body["source"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var entry = (await office.Get<ReportRepository>().GetDossierAsync(next, Office.Cancel))!.Audit[^1];
        Assert.Equal("report.carried-forward", entry.Action);
        Assert.Contains($"{CarriedIn}: - → 3", entry.Details.Values);
        Assert.StartsWith("620700082-2021 Draft ", entry.Details["from"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carry_CellsWithOtherFigures_AreLeftUnlessOverwriteIsAsked()
    {
        await using var office = await WithLastYearAsync();
        var next = await CreateAsync(office, carryForward: null);
        await office.ChangeAsync(content => content with { Cells = content.Cells.With(CellKey.Parse(CarriedIn), 9) }, next);

        var kept = await CarryAsync(office, "{}");
        var overwritten = await CarryAsync(office, """{"overwrite":true}""", kept.ETag);

        Assert.Null(Filled(kept, CarriedIn));
        var skipped = kept.Body!["skipped"]!.AsArray().Single(cell => cell!["cell"]!.GetValue<string>() == CarriedIn)!;
        Assert.Equal(("hasValue", 3), (skipped["reason"]!.GetValue<string>(), skipped["value"]!.GetValue<int>()));
        Assert.Equal(9, Filled(overwritten, CarriedIn)!["before"]!.GetValue<decimal>());
        Assert.Equal(3, Filled(overwritten, CarriedIn)!["after"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Carry_Twice_MakesOneRevision()
    {
        await using var office = await WithLastYearAsync();
        await CreateAsync(office, carryForward: null);
        await CarryAsync(office, null);

        var again = await CarryAsync(office, null);

        Assert.Equal((200, 2), (again.Status, again.Body!["revision"]!.GetValue<int>()));
        Assert.Empty(again.Body["filled"]!.AsArray());
        Assert.All(again.Body["skipped"]!.AsArray(), cell => Assert.Equal("alreadyRight", cell!["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Carry_WithoutLastYear_SaysHowToBringIt()
    {
        await using var office = await Office.OpenAsync(azurite);
        await CreateAsync(office, carryForward: true);

        var reply = await CarryAsync(office, null);

        Assert.Equal((409, "nothing-to-carry-forward"), (reply.Status, reply.Code));
        Assert.Contains("/prior", reply.Body!["title"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Carry_StaleIfMatch_Is412()
    {
        await using var office = await WithLastYearAsync();
        await CreateAsync(office, carryForward: null);

        var reply = await CarryAsync(office, null, "\"c9-0\"");

        Assert.Equal((412, "stale-content"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Carry_OntoAContentThatSomebodySavedMeanwhile_ChangesNothing()
    {
        await using var office = await WithLastYearAsync();
        var next = await CreateAsync(office, carryForward: null);
        var stale = (await office.Get<ReportRepository>().GetAsync(next, Office.Cancel))!;
        await office.ChangeAsync(content => content with { Title = "改过的标题" }, next);

        var outcome = await office.Get<CarryForwardCommand>().RunAsync(Office.As("drafter"), stale, false, _ => true, Office.Cancel);

        var refused = Assert.IsType<CommandOutcome.Refused>(Assert.IsType<CarryOutcome.Refused>(outcome).Why);
        Assert.Equal("stale-content", refused.Error.Code);
        Assert.Equal(2, (await office.Get<ReportRepository>().GetAsync(next, Office.Cancel))!.Revision);
    }

    [Fact]
    public async Task Create_WithCarryForward_FillsTheNewDraft()
    {
        await using var office = await WithLastYearAsync();

        var reply = await PostReportAsync(office, """{"organCode":"620700082","year":2022,"carryForward":true}""");

        Assert.Equal((201, 2), (reply.Status, reply.Body!["revision"]!.GetValue<int>()));
        Assert.Contains(reply.Body["carryForward"]!["filled"]!.AsArray(), cell => cell!["cell"]!.GetValue<string>() == CarriedIn);
        Assert.Null(reply.Body["carryForward"]!["hint"]);
    }

    [Fact]
    public async Task Create_WithoutAsking_OffersIt()
    {
        await using var office = await WithLastYearAsync();

        var reply = await PostReportAsync(office, """{"organCode":"620700082","year":2022}""");

        Assert.Equal((201, 1), (reply.Status, reply.Body!["revision"]!.GetValue<int>()));
        Assert.Equal("620700082-2021", reply.Body["carryForward"]!["source"]!["reportId"]!.GetValue<string>());
        Assert.Contains("carry-forward", reply.Body["carryForward"]!["hint"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithoutLastYear_OffersNothing()
    {
        await using var office = await Office.OpenAsync(azurite);

        var reply = await PostReportAsync(office, """{"organCode":"620700082","year":2022,"carryForward":true}""");

        Assert.Equal(201, reply.Status);
        Assert.Null(reply.Body!["carryForward"]);
    }

    private async Task<Office> WithLastYearAsync()
    {
        var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        await office.ChangeAsync(content =>
            content with
            {
                Cells = content.Cells.With([
                    KeyValuePair.Create(CellKey.Parse("requests/carried_out/natural"), (decimal?)3),
                    KeyValuePair.Create(CellKey.Parse("requests/carried_out/total"), (decimal?)3),
                    KeyValuePair.Create(CellKey.Parse("requests/new_received/natural"), (decimal?)3),
                    KeyValuePair.Create(CellKey.Parse("requests/new_received/total"), (decimal?)3),
                    KeyValuePair.Create(CellKey.Parse(InForce), (decimal?)17),
                ]),
            }
        );
        return office;
    }

    private static async Task<ReportId> CreateAsync(Office office, bool? carryForward)
    {
        var asked = carryForward == true ? ""","carryForward":true""" : "";
        Assert.Equal(201, (await PostReportAsync(office, $$"""{"organCode":"620700082","year":2022{{asked}}}""")).Status);
        return new ReportId(office.Report.Organ, 2022);
    }

    private static Task<Reply> PostReportAsync(Office office, string body) =>
        office.CallAsync(Ask.Post(body), request => office.Make<ReportFunctions>().Run(request, office.Client, Office.Cancel));

    private static Task<Reply> CarryAsync(Office office, string? body, string? ifMatch = null) =>
        office.CallAsync(
            Ask.Post(body, ifMatch),
            request => office.Make<CarryForwardFunction>().Run(request, "620700082-2022", Office.Cancel)
        );

    private static JsonNode? Filled(Reply reply, string cell) =>
        reply.Body!["filled"]!.AsArray().FirstOrDefault(filled => filled!["cell"]!.GetValue<string>() == cell);
}
