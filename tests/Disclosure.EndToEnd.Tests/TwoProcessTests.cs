using System.Text.Json.Nodes;
using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>Two app processes on one storage: each step of each report happens once, and the survivor of a kill carries on.</summary>
public sealed class TwoProcessTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    // The host's default, which the README promises.
    private static readonly TimeSpan s_leasePeriod = TimeSpan.FromSeconds(10);

    [Fact(Timeout = 180_000)]
    public async Task Kill_OneOfTwoProcesses_TheOtherCarriesOnWithinTheLeasePeriodAndNoStepHappensTwice()
    {
        var name = RestartingApp.Letters(AzuriteFixture.UniqueName("pair"));
        (string, string)[] settings =
        [
            ("Disclosure__StoragePrefix", name),
            ("TASKHUB_NAME", "Hub" + name),
            ("Disclosure__SweepAfter", "00:00:02"),
        ];
        await using var first = await AppProcess.StartAsync(azurite.ConnectionString, settings);
        await using var second = await AppProcess.StartAsync(azurite.ConnectionString, settings);
        var viaFirst = new StaffClient(() => first.Http);
        var viaSecond = new StaffClient(() => second.Http);
        await viaFirst.UntilAsync("620700082-2019", "Published");

        // Reports in review whose owners may be either process.
        int[] years = [2021, 2022, 2023, 2024];
        foreach (var year in years)
        {
            var (client, other) = year % 2 == 0 ? (viaFirst, viaSecond) : (viaSecond, viaFirst);
            await ToSecrecyReviewAsync(client, year);
            await other.UntilAsync($"620700082-{year}", "SecrecyReview");
        }

        await first.KillAsync();
        var killed = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(years.Select(year => ClearAsync(viaSecond, $"620700082-{year}")));
        var carriedOn = TimeProvider.System.GetElapsedTime(killed);
        output.WriteLine($"all carried on {carriedOn.TotalSeconds:F1} s after the kill");
        Assert.True(carriedOn < s_leasePeriod, $"It took {carriedOn}, longer than the lease period of {s_leasePeriod}.");
        foreach (var year in years)
        {
            var id = $"620700082-{year}";
            await viaSecond.DecideAsync("deputy", id, 1, "approve");
            await viaSecond.UntilAsync(id, "Published");
            var audit = (await viaSecond.CallAsync(HttpMethod.Get, $"/api/reports/{id}/audit", person: "drafter")).Body!;
            var actions = audit["entries"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>()).ToList();
            Assert.True(audit["intact"]!.GetValue<bool>());
            Assert.Equal(
                actions.Where(action => action is not ("report.saved" or "stage.opened" or "review.approved")).Distinct(),
                actions.Where(action => action is not ("report.saved" or "stage.opened" or "review.approved"))
            );
            Assert.Equal(2, actions.Count(action => action == "stage.opened"));
            Assert.Equal(2, actions.Count(action => action == "review.approved"));
        }
    }

    private static async Task ClearAsync(StaffClient client, string id)
    {
        await client.DecideAsync("secrecy1", id, 1, "approve");
        await client.UntilAsync(id, "SignOff");
    }

    private static async Task ToSecrecyReviewAsync(StaffClient client, int year)
    {
        var id = $"620700082-{year}";
        await client.CallAsync(
            HttpMethod.Post,
            "/api/reports",
            new JsonObject { ["organCode"] = StaffClient.OrganCode, ["year"] = year },
            "drafter"
        );
        var content = await client.CallAsync(HttpMethod.Get, $"/api/reports/{id}/content", person: "drafter");
        await client.CallAsync(
            HttpMethod.Put,
            $"/api/reports/{id}/content",
            SampleContent.Fill(content.Body!, year),
            "drafter",
            content.Headers.ETag!.ToString()
        );
        await client.SubmitAsync(id);
        await client.UntilAsync(id, "SecrecyReview");
    }
}
