using System.Diagnostics;
using Embedded.Functions.Hosting.Azurite;

namespace Disclosure.EndToEnd.Tests;

/// <summary>Runs <c>samples/walkthrough.mjs</c> as the README says.</summary>
internal static class Walkthrough
{
    /// <summary>The public address that it prints last.</summary>
    public static async Task<string> RunAsync(string address, ITestOutputHelper output)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = PackageRoot.Find(AppContext.BaseDirectory)!,
        };
        start.ArgumentList.Add(Path.Combine("samples", "walkthrough.mjs"));
        start.ArgumentList.Add(address);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        var said = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var complained = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        output.WriteLine(await said);
        Assert.True(process.ExitCode == 0, $"{await said}\n{await complained}");
        return (await said).TrimEnd().Split('\n')[^1];
    }
}
