using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>The app is killed with SIGKILL at twenty random moments while reports are in every stage: nothing acknowledged is lost or doubled.</summary>
public sealed class CrashTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int AtOnce = 8;
    private const int FirstYear = 2021;

    [Fact(Timeout = 300_000)]
    public async Task Kill_TwentyTimesAtRandom_EveryAcknowledgedDecisionStandsOnceAndEveryReportIsPublished()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        await using var app = new RestartingApp(azurite.ConnectionString, AzuriteFixture.UniqueName("crash"));
        await app.StartAsync();
        var client = new StaffClient(() => app.Http);
        var kills = new Killer(app, Kills, chance);
        await client.ReportAsync("620700082-2020"); // signs in before the first kill
        client.Acknowledged = kills.Count;
        List<int> years = [];
        var decided = 0;
        try
        {
            // Batch after batch, so that every kill falls while reports are on their way.
            while (kills.Done < Kills)
            {
                int[] batch = [.. Enumerable.Range(FirstYear + years.Count, AtOnce)];
                years.AddRange(batch);
                decided += (await Task.WhenAll(batch.Select(year => DriveAsync(client, year)))).Sum();
            }
        }
        finally
        {
            output.WriteLine(app.Complaints);
        }

        client.Acknowledged = null;
        await kills.RestartedAsync();

        Assert.Equal(Kills, kills.Done);
        var numbers = new List<string>();
        foreach (var year in years)
        {
            var id = $"620700082-{year}";
            var report = await client.UntilAsync(id, "Published");
            numbers.Add(report["publication"]!["indexNumber"]!.GetValue<string>());
            var audit = (await client.CallAsync(HttpMethod.Get, $"/api/reports/{id}/audit", person: "drafter")).Body!;
            Assert.True(audit["intact"]!.GetValue<bool>());
            var actions = audit["entries"]!.AsArray().Select(entry => entry!["action"]!.GetValue<string>()).ToList();
            Assert.Single(actions, action => action == "review.returned");
            Assert.Equal(2, actions.Count(action => action == "review.approved"));
            Assert.Equal(2, actions.Count(action => action == "round.opened"));
            Assert.Equal(3, actions.Count(action => action == "stage.opened"));
            Assert.Single(actions, action => action == "publication.number-allotted");
            Assert.Single(actions, action => action == "report.published");
        }

        Assert.Equal(3 * years.Count, decided);
        Assert.Equal(years.Count, numbers.Distinct().Count());
        output.WriteLine($"{kills.Done} kills; {string.Join(' ', numbers.Order(StringComparer.Ordinal))}");
    }

    // Returns how many decisions were acknowledged.
    private static async Task<int> DriveAsync(StaffClient client, int year)
    {
        var id = $"620700082-{year}";
        var created = await client.CallAsync(
            HttpMethod.Post,
            "/api/reports",
            new JsonObject { ["organCode"] = StaffClient.OrganCode, ["year"] = year },
            "drafter"
        );
        Assert.True(created.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{created.Status}");
        var content = await client.CallAsync(HttpMethod.Get, $"/api/reports/{id}/content", person: "drafter");
        var saved = await client.CallAsync(
            HttpMethod.Put,
            $"/api/reports/{id}/content",
            SampleContent.Fill(content.Body!, year),
            "drafter",
            content.Headers.ETag!.ToString()
        );
        Assert.True(saved.Status is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed, $"{saved.Status} {saved.Body?.ToJsonString()}");

        await client.SubmitAsync(id);
        await client.UntilAsync(id, "SecrecyReview");
        var decisions = Acknowledged(await client.DecideAsync("secrecy1", id, 1, "return", "请补充说明。"));
        await client.UntilAsync(id, "Returned");
        await client.SubmitAsync(id);
        await client.UntilAsync(id, "SecrecyReview");
        decisions += Acknowledged(await client.DecideAsync("secrecy2", id, 2, "approve"));
        await client.UntilAsync(id, "SignOff");
        decisions += Acknowledged(await client.DecideAsync("deputy", id, 2, "approve"));
        await client.UntilAsync(id, "Published");
        return decisions;
    }

    private static int Acknowledged(HttpStatusCode status)
    {
        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{status}");
        return 1;
    }
}
