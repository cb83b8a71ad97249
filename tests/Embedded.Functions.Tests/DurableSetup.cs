using Microsoft.Azure.Functions.Worker.Builder;
using Testing;

namespace Embedded.Functions.Tests;

/// <summary>A host with storage and a task hub of its own.</summary>
internal static class DurableSetup
{
    public const string HostJson = """
        {
          "version": "2.0",
          "extensions": {
            "http": { "routePrefix": "" },
            "durableTask": { "hubName": "%TASKHUB_NAME%", "defaultVersion": "1.0", "versionMatchStrategy": "CurrentOrOlder", "versionFailureStrategy": "Reject" }
          }
        }
        """;

    public static Setup New(AzuriteFixture azurite, Action<FunctionsApplicationBuilder>? configure = null, params string[] args) =>
        On(azurite, AzuriteFixture.UniqueName("Hub"), configure, args);

    /// <summary>On a hub that another host has, or had.</summary>
    public static Setup On(
        AzuriteFixture azurite,
        string hub,
        Action<FunctionsApplicationBuilder>? configure = null,
        params string[] args
    ) =>
        new()
        {
            HostJson = HostJson,
            Args = ["--AzureWebJobsStorage", azurite.ConnectionString, "--TASKHUB_NAME", hub, .. args],
            Configure = configure,
        };
}
