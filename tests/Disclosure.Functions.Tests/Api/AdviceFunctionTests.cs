using System.Text.Json.Nodes;
using Disclosure.Functions.Api;
using Disclosure.Functions.Api.ApplyingAdvice;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Testing;

namespace Disclosure.Functions.Tests.Api;

/// <summary>Advice applied with one call.</summary>
public sealed class AdviceFunctionTests(AzuriteFixture azurite)
{
    private const string Natural = "requests/new_received/natural";

    [Fact]
    public async Task Apply_NothingNamed_SavesEveryPatchAsOneRevisionWithOneEntry()
    {
        await using var office = await BrokenAsync();
        var before = await office.StoredAsync();

        var reply = await ApplyAsync(office, null);

        Assert.Equal(200, reply.Status);
        Assert.Equal(before.Revision + 1, reply.Body!["revision"]!.GetValue<int>());
        Assert.Equal(ContentTags.OfContent(before.Revision + 1, (await office.StoredAsync()).Digest!.Value), reply.ETag);
        Assert.DoesNotContain(reply.Body["findings"]!.AsArray(), finding => finding!["severity"]!.GetValue<string>() == "error");
        var applied = Assert.Single(reply.Body["applied"]!.AsArray())!;
        Assert.Equal(Natural, applied["cell"]!.GetValue<string>());
        Assert.Equal((1m, 0m), (applied["before"]!.GetValue<decimal>(), applied["after"]!.GetValue<decimal>()));
        Assert.NotEmpty(applied["findings"]!.AsArray());
        var entry = (await office.DossierAsync()).Audit[^1];
        Assert.Equal("report.advice-applied", entry.Action);
        Assert.Equal($"{Natural}: 1 → 0", entry.Details["cell.1"]);
        Assert.Contains("figures-relation:", entry.Details["findings"], StringComparison.Ordinal);
        Assert.Equal(0, Cell(reply.Body["content"]!, Natural));
    }

    [Fact]
    public async Task Apply_Again_FindsNothingToDoAndMakesNoRevision()
    {
        await using var office = await BrokenAsync();
        await ApplyAsync(office, null);
        var before = await office.StoredAsync();

        var reply = await ApplyAsync(office, null);

        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Body!["applied"]!.AsArray());
        Assert.Equal(before.AuditCount, (await office.StoredAsync()).AuditCount);
    }

    [Fact]
    public async Task Apply_NamedFinding_AppliesItsPatch()
    {
        await using var office = await BrokenAsync();
        var id = (await FindingsAsync(office)).First(finding => finding["advice"]?["patch"]?.AsArray().Count > 0)["id"]!.GetValue<string>();

        var reply = await ApplyAsync(office, $$"""{"findings":["{{id}}"]}""");

        Assert.Equal(200, reply.Status);
        Assert.Single(reply.Body!["applied"]!.AsArray());
    }

    [Theory]
    [InlineData("no-such-finding", "unknown-finding")]
    [InlineData(null, "finding-without-patch")]
    public async Task Apply_FindingThatCannotBeApplied_IsNamedAndChangesNothing(string? finding, string code)
    {
        await using var office = await BrokenAsync();
        var before = await office.StoredAsync();
        finding ??= (await FindingsAsync(office)).First(f => f["advice"]?["patch"] is not JsonArray { Count: > 0 })[
            "id"
        ]!.GetValue<string>();

        var reply = await ApplyAsync(office, $$"""{"findings":["{{finding}}"]}""");

        Assert.Equal((422, code), (reply.Status, reply.Code));
        Assert.Equal(finding, reply.Body!["findings"]![0]!.GetValue<string>());
        Assert.Equal(before.ETag, (await office.StoredAsync()).ETag);
    }

    [Fact]
    public async Task Apply_StaleIfMatch_Is412AndTheRightOneIsHonoured()
    {
        await using var office = await BrokenAsync();
        var report = await office.StoredAsync();

        var stale = await ApplyAsync(office, null, "\"c1-0000\"");
        var current = await ApplyAsync(office, null, ContentTags.OfContent(report.Revision, report.Digest!.Value));

        Assert.Equal((412, "stale-content"), (stale.Status, stale.Code));
        Assert.Equal(200, current.Status);
    }

    [Fact]
    public async Task Apply_NotInTheDraftersHands_Is409()
    {
        await using var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        Assert.IsType<CommandOutcome.Done>(await office.SubmitAsync());

        var reply = await ApplyAsync(office, null);

        Assert.Equal((409, "not-in-drafters-hands"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("secrecy1", 403, "wrong-role")]
    [InlineData(null, 401, "sign-in-required")]
    public async Task Apply_ByOthers_IsRefused(string? person, int status, string code)
    {
        await using var office = await BrokenAsync();

        var reply = await office.CallAsync(
            Ask.Post() with
            {
                Person = person,
            },
            request => office.Make<AdviceFunction>().Run(request, office.Report.ToString(), Office.Cancel)
        );

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Apply_UnknownMember_Is422()
    {
        await using var office = await BrokenAsync();

        var reply = await ApplyAsync(office, """{"finding":["a"]}""");

        Assert.Equal((422, "invalid-body"), (reply.Status, reply.Code));
    }

    // One request that stands in no total, and words that no patch can mend.
    private async Task<Office> BrokenAsync()
    {
        var office = await Office.OpenAsync(azurite);
        await office.DraftAsync();
        await office.ChangeAsync(content =>
            content with
            {
                Cells = content.Cells.With(CellKey.Parse(Natural), 1),
                Sections = content.Sections with { Overview = content.Sections.Overview + "内部资料，注意保存。" },
            }
        );
        return office;
    }

    private static Task<Reply> ApplyAsync(Office office, string? body, string? ifMatch = null) =>
        office.CallAsync(
            Ask.Post(body, ifMatch),
            request => office.Make<AdviceFunction>().Run(request, office.Report.ToString(), Office.Cancel)
        );

    private static async Task<IReadOnlyList<JsonNode>> FindingsAsync(Office office) =>
        [
            .. (
                await office.CallAsync(
                    Ask.Get("drafter"),
                    request => office.Make<ContentFunctions>().Findings(request, office.Report.ToString(), Office.Cancel)
                )
            )
                .Body!.AsArray()
                .Select(finding => finding!),
        ];

    private static decimal? Cell(JsonNode content, string key)
    {
        var parts = key.Split('/');
        return content["cells"]!
            .AsArray()
            .First(cell => cell!["row"]!.GetValue<string>() == parts[1] && cell["col"]!.GetValue<string>() == parts[2])!["value"]
            ?.GetValue<decimal>();
    }
}
