using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Disclosure.Functions.Api;
using Disclosure.Functions.Api.CarryingForward;
using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Demo;
using Disclosure.Functions.Workflow;
using Disclosure.Reports;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Functions.Tests.Api;

/// <summary>Last year's report: found in storage, or brought along by an organ that is new here.</summary>
public sealed class PriorFunctionTests(AzuriteFixture azurite)
{
    private const string CarriedOut = "requests/carried_out";

    [Fact]
    public async Task Post_PublishedText_IsComparedWithAndCarriedForwardFrom()
    {
        await using var office = await DraftedAsync();

        var imported = await ImportAsync(office, Text(2020, carriedOut: 2));
        var findings = await FindingsAsync(office);
        var carried = await office.CallAsync(
            Ask.Post(),
            request => office.Make<CarryForwardFunction>().Run(request, office.Report.ToString(), Office.Cancel)
        );

        Assert.Equal(200, imported.Status);
        Assert.Equal("imported", imported.Body!["source"]!["source"]!.GetValue<string>());
        Assert.Equal(198, imported.Body["source"]!["import"]!["placedCells"]!.GetValue<int>());
        Assert.Equal("2019", imported.Body["source"]!["edition"]!.GetValue<string>());
        Assert.Empty(imported.Body["notes"]!.AsArray());
        Assert.Contains(findings, finding => finding is ("year-relation:YOY-CARRY-natural", "error"));
        Assert.Equal(200, carried.Status);
        Assert.DoesNotContain(carried.Body!["findings"]!.AsArray(), finding => finding!["rule"]!.GetValue<string>() == "year-relation");
        var entry = (await office.DossierAsync()).Audit.Single(entry => entry.Action == "report.prior-imported");
        Assert.Equal("2020", entry.Details["year"]);
    }

    [Fact]
    public async Task Get_AfterAnImport_ShowsWhereItComesFrom()
    {
        await using var office = await DraftedAsync();
        await ImportAsync(office, Text(2020));

        var shown = await ShowAsync(office, "overseer");

        Assert.Equal(200, shown.Status);
        Assert.Equal("张掖市审计局2020年政府信息公开工作年度报告", shown.Body!["source"]!["title"]!.GetValue<string>());
        Assert.Equal(("text/plain", "drafter"), (Import(shown, "mediaType"), Import(shown, "importedBy")));
        Assert.Equal(198, shown.Body["content"]!["cells"]!.AsArray().Count);

        static string Import(Reply reply, string member) => reply.Body!["source"]!["import"]![member]!.GetValue<string>();
    }

    [Fact]
    public async Task Post_Again_ReplacesAndDelete_TakesItAway()
    {
        await using var office = await DraftedAsync();
        await ImportAsync(office, Text(2020, carriedOut: 2));
        await ImportAsync(office, Text(2020, carriedOut: 0));

        Assert.DoesNotContain(await FindingsAsync(office), finding => finding.Id.StartsWith("year-relation", StringComparison.Ordinal));
        Assert.Equal(204, (await DeleteAsync(office)).Status);
        Assert.Equal((404, "no-last-year-report"), (await ShowAsync(office, "drafter")) is var gone ? (gone.Status, gone.Code) : default);
        Assert.Equal((404, "no-last-year-report"), (await DeleteAsync(office)) is var twice ? (twice.Status, twice.Code) : default);
    }

    [Theory]
    [InlineData(2019, "imported-wrong-year")]
    [InlineData(2021, "imported-wrong-year")]
    public async Task Post_ReportOfAnotherYear_IsRefused(int year, string code)
    {
        await using var office = await DraftedAsync();

        var reply = await ImportAsync(office, Text(year));

        Assert.Equal((422, code), (reply.Status, reply.Code));
        Assert.Contains(year.ToString(CultureInfo.InvariantCulture), reply.Body!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(404, (await ShowAsync(office, "drafter")).Status);
    }

    [Fact]
    public async Task Post_SomethingElse_IsRefused()
    {
        await using var office = await DraftedAsync();

        Assert.Equal("nothing-imported", (await ImportAsync(office, "今天天气很好。")).Code);
        Assert.Equal("unsupported-media-type", (await ImportAsync(office, "{}", "application/json")).Code);
        Assert.Equal("empty-body", (await ImportAsync(office, "")).Code);
    }

    [Fact]
    public async Task Post_ReportOfAnotherOrgan_IsKeptWithANote()
    {
        await using var office = await DraftedAsync();

        var reply = await ImportAsync(office, Text(2020).Replace("张掖市审计局", "兰州市财政局", StringComparison.Ordinal));

        Assert.Equal(200, reply.Status);
        Assert.Equal("organ-differs", reply.Body!["notes"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_WhereLastYearsReportIsUnderReview_IsRefused()
    {
        await using var office = await WithNextYearAsync();
        Assert.IsType<CommandOutcome.Done>(await office.SubmitAsync());

        var reply = await ImportAsync(office, Text(2021), id: "620700082-2022");

        Assert.Equal((409, "last-year-in-storage"), (reply.Status, reply.Code));
        var shown = await ShowAsync(office, "drafter", "620700082-2022");
        Assert.Equal("frozen", shown.Body!["source"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task Post_ForTheFirstYearOfTheForms_SaysThatThereIsNothingToCompare()
    {
        await using var office = await Office.OpenAsync(azurite);
        var first = new ReportId(DemoPeople.Organ, 2019);
        await office.Get<ReportCommands>().CreateAsync(office.Client, Office.As("drafter"), first, Office.Cancel);

        var reply = await ImportAsync(office, Text(2020), id: first.ToString());

        Assert.Equal((422, "no-form-last-year"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Find_ImportBesideADraft_CountsTheImport()
    {
        await using var office = await WithNextYearAsync();
        Assert.Equal("draft", (await ShowAsync(office, "drafter", "620700082-2022")).Body!["source"]!["source"]!.GetValue<string>());

        var content = office.Content("");
        await KeepAsync(office, content);

        Assert.Equal("imported", (await ShowAsync(office, "drafter", "620700082-2022")).Body!["source"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task Find_PublishedReport_IsWhatThePublicSees()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.SignOffAsync();
        var id = office.Report.ToString();
        await office.Get<PublicationActivities>().AllotIndexNumber(id, Office.Cancel);
        await office.Get<PublicationActivities>().RenderDocuments(id, Office.Cancel);
        await office.Get<PublicationActivities>().ListInCatalogue(id, Office.Cancel);
        await office.Get<PublicationActivities>().AnnouncePublication(id, Office.Cancel);
        var published = await office.StoredAsync();
        Assert.Equal(ReportStatus.Published, published.Status);

        var found = (await office.Get<LastYearFinder>().FindAsync(new ReportId(DemoPeople.Organ, 2022), Office.Cancel))!;

        Assert.Equal((LastYearSource.Published, published.Digest), (found.Source, found.Digest));
        Assert.Equal(published.Publication!.IndexNumber, found.IndexNumber);
    }

    private async Task<Office> DraftedAsync()
    {
        var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        return office;
    }

    private async Task<Office> WithNextYearAsync()
    {
        var office = await DraftedAsync();
        Assert.IsType<CommandOutcome.Done>(
            await office
                .Get<ReportCommands>()
                .CreateAsync(office.Client, Office.As("drafter"), new ReportId(DemoPeople.Organ, 2022), Office.Cancel)
        );
        return office;
    }

    private static Task<CommandOutcome> KeepAsync(Office office, ReportContent content) =>
        office
            .Get<ReportCommands>()
            .KeepPriorAsync(
                Office.As("drafter"),
                new ReportId(DemoPeople.Organ, 2022),
                ContentJson.Write(content),
                content,
                new ImportedReport(
                    new Reports.Import.ImportResult
                    {
                        Content = content,
                        Notes = [],
                        PlacedCells = 1,
                    },
                    "text/plain"
                ),
                Office.Cancel
            );

    private static Task<Reply> ImportAsync(Office office, string text, string type = "text/plain", string? id = null) =>
        office.CallAsync(
            Ask.Post(text) with
            {
                Type = type,
            },
            request => office.Make<PriorFunction>().Run(request, id ?? office.Report.ToString(), Office.Cancel)
        );

    private static Task<Reply> DeleteAsync(Office office) =>
        office.CallAsync(
            new Ask { Method = "DELETE" },
            request => office.Make<PriorFunction>().Run(request, office.Report.ToString(), Office.Cancel)
        );

    private static Task<Reply> ShowAsync(Office office, string person, string? id = null) =>
        office.CallAsync(
            Ask.Get(person),
            request => office.Make<PriorFunction>().Run(request, id ?? office.Report.ToString(), Office.Cancel)
        );

    private static async Task<IReadOnlyList<(string Id, string Severity)>> FindingsAsync(Office office) =>
        [
            .. (
                await office.CallAsync(
                    Ask.Get("drafter"),
                    request => office.Make<ContentFunctions>().Findings(request, office.Report.ToString(), Office.Cancel)
                )
            )
                .Body!.AsArray()
                .Select(finding => (finding!["id"]!.GetValue<string>(), finding["severity"]!.GetValue<string>())),
        ];

    // The report as a page of text has it: each table's printed grid, a cell a line.
    private static string Text(int year, int carriedOut = 0)
    {
        var edition = FormatEdition.For(year);
        var text = new StringBuilder().Append("张掖市审计局").Append(year).AppendLine("年政府信息公开工作年度报告");
        foreach (var section in edition.Sections)
        {
            text.AppendLine(section.Title);
            if (section.TableId is not { } table)
            {
                text.Append(year).AppendLine("年，本机关按照《中华人民共和国政府信息公开条例》做好政府信息公开工作。");
                continue;
            }

            foreach (var cell in edition.Table(table).Grid.Cells)
            {
                var isCarried =
                    cell.Key?.ToString().StartsWith(CarriedOut, StringComparison.Ordinal) == true
                    && cell.Key.Value.Col is "natural" or "total";
                text.AppendLine(cell.Text ?? (isCarried ? carriedOut : 0).ToString(CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
