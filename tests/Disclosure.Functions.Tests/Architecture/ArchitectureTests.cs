using System.Reflection;
using Disclosure.Functions.Workflow;
using NetArchTest.Rules;

namespace Disclosure.Functions.Tests.Architecture;

/// <summary>The arrows of the house point one way, and its rooms keep what belongs in them.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly s_app = typeof(ReportLifecycle).Assembly;
    private static readonly Assembly s_reports = typeof(Disclosure.Reports.ReportId).Assembly;
    private static readonly Assembly s_pages = typeof(Disclosure.Pages.Page).Assembly;
    private static readonly Assembly s_storage = typeof(Disclosure.Storage.StorageClients).Assembly;
    private static readonly Assembly s_host = typeof(Embedded.Functions.Hosting.Azurite.AzuriteServer).Assembly;
    private static readonly Assembly s_engine = typeof(Embedded.DurableTask.TaskHub).Assembly;

    [Fact]
    public void Reports_References_NothingOfOursAndNoStorageOrWeb()
    {
        var references = References(s_reports);

        Assert.DoesNotContain(references, IsOurs);
        Assert.DoesNotContain(references, name => name.StartsWith("Azure.", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void PagesAndStorage_Reference_ReportsAlone()
    {
        Assert.Equal(["Disclosure.Reports"], References(s_pages).Where(IsOurs));
        Assert.Equal(["Disclosure.Reports"], References(s_storage).Where(IsOurs));
    }

    [Fact]
    public void AzureStorage_IsSpokenTo_OnlyByStorageAndTheConnectionSettings()
    {
        var speaking = Types
            .InAssembly(s_app)
            .That()
            .HaveDependencyOnAny("Azure.Data.Tables", "Azure.Storage.Blobs")
            .GetTypes()
            .Select(type => type.Name);

        Assert.Equal(["StorageSettings"], speaking);
        Assert.DoesNotContain(References(s_pages), name => name.StartsWith("Azure.", StringComparison.Ordinal));
    }

    [Fact]
    public void Embedded_KnowsNothingOfReports_AndTheEngineNothingOfTheHost()
    {
        Assert.DoesNotContain(References(s_host), name => name.StartsWith("Disclosure.", StringComparison.Ordinal));
        Assert.DoesNotContain(References(s_engine), IsOurs);
    }

    [Fact]
    public void App_NeverNames_TheEmbeddedProjects()
    {
        var naming = Types
            .InAssembly(s_app)
            .That()
            .ResideInNamespaceStartingWith("Disclosure")
            .And()
            .HaveDependencyOnAny("Embedded.DurableTask", "Embedded.Functions")
            .GetTypes();

        Assert.Empty(naming ?? []);
    }

    [Fact]
    public void Workflow_DoesItsInputAndOutput_ThroughRepositoriesAlone()
    {
        var found = Types
            .InAssembly(s_app)
            .That()
            .ResideInNamespace(typeof(ReportLifecycle).Namespace)
            .And()
            .HaveDependencyOnAny(
                "System.IO",
                "System.Net",
                "System.Environment",
                "System.Diagnostics.Process",
                "Azure",
                "Microsoft.AspNetCore"
            )
            .GetTypes();

        Assert.Empty(found ?? []);
    }

    [Theory]
    [InlineData(typeof(ReportLifecycle))]
    [InlineData(typeof(ReviewStage))]
    public void Orchestrators_Touch_NoStorageNoServicesNoClock(Type orchestrator)
    {
        var found = Types
            .InAssembly(s_app)
            .That()
            .ResideInNamespace(orchestrator.Namespace)
            .And()
            .HaveName(orchestrator.Name)
            .And()
            .HaveDependencyOnAny("Disclosure.Storage", "Microsoft.Extensions.DependencyInjection", "System.TimeProvider")
            .GetTypes();

        Assert.Empty(found ?? []);
    }

    [Fact]
    public void AppTypes_AreSealed_UnlessTheyAreClosedResultTypesOrStatic()
    {
        var open = s_app
            .GetTypes()
            .Where(type =>
                type is { IsClass: true, IsSealed: false, IsAbstract: false }
                && type.Namespace?.StartsWith("Disclosure", StringComparison.Ordinal) == true
            )
            .Select(type => type.FullName);

        Assert.Empty(open);
    }

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];

    private static bool IsOurs(string name) =>
        name.StartsWith("Disclosure.", StringComparison.Ordinal) || name.StartsWith("Embedded.", StringComparison.Ordinal);
}
