using System.Net;
using System.Text.Json.Nodes;
using Testing;

namespace Disclosure.EndToEnd.Tests;

/// <summary>An administrator looks at the workflow of a report and stops it for a while, over real HTTP and on the real engine.</summary>
public sealed class InstanceTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private const string Report = "620700082-2020";
    private const string Instance = "/api/admin/instances/" + Report;

    [Fact(Timeout = 120_000)]
    public async Task Administrator_ListsExplainsSuspendsAndResumes_TheReportGoesOn()
    {
        var staff = demo.Staff;
        var list = await staff.CallAsync(HttpMethod.Get, "/api/admin/instances?top=200&prefix=620700082-2020", person: "admin");
        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.Contains(list.Body!["items"]!.AsArray(), item => (string?)item!["id"] == Report);

        var before = await staff.CallAsync(HttpMethod.Get, Instance, person: "admin");
        Assert.Equal("Running", (string?)before.Body!["instance"]!["status"]);
        Assert.NotEmpty((string)before.Body["explanation"]!["words"]![0]!);

        var reason = new JsonObject { ["reason"] = "核查" };
        Assert.Equal(HttpStatusCode.Accepted, (await staff.CallAsync(HttpMethod.Post, Instance + "/suspend", reason, "admin")).Status);
        await StatusBecomesAsync(staff, "Suspended");
        var suspended = await staff.CallAsync(HttpMethod.Get, Instance, person: "admin");
        Assert.Equal("administrator", (string?)suspended.Body!["explanation"]!["waitsFor"]);

        Assert.Equal(HttpStatusCode.Conflict, (await staff.CallAsync(HttpMethod.Delete, Instance, person: "admin")).Status);
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await staff.CallAsync(HttpMethod.Post, Instance + "/resume", new JsonObject(), "admin")).Status
        );
        await StatusBecomesAsync(staff, "Running");

        var trail = await staff.CallAsync(HttpMethod.Get, $"/api/reports/{Report}/audit", person: "admin");
        Assert.Equal(
            ["workflow.suspend-asked", "workflow.resume-asked"],
            trail.Body!["entries"]!.AsArray().Select(entry => (string)entry!["action"]!).TakeLast(2)
        );
        Assert.True((bool)trail.Body["intact"]!);
    }

    private static Task StatusBecomesAsync(StaffClient staff, string status) =>
        Eventually.TrueAsync(
            async () => (string?)(await staff.CallAsync(HttpMethod.Get, Instance, person: "admin")).Body!["instance"]!["status"] == status,
            TimeSpan.FromSeconds(30),
            () => $"{Report} did not become {status}",
            TestContext.Current.CancellationToken
        );
}
