using System.Diagnostics;
using Embedded.Functions.Hosting.Azurite;

namespace Embedded.Functions.Tests.Hosting.Azurite;

public sealed class NodeToolsTests
{
    [Theory]
    [InlineData("v20.1.0", 20)]
    [InlineData("v8", 8)]
    [InlineData("20.1.0", null)]
    [InlineData("", null)]
    public void Major_OfVersion_IsItsFirstNumber(string version, int? expected) => Assert.Equal(expected, NodeTools.Major(version));

    [Fact]
    public void Start_ProgramMissing_SaysWhatToDo()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => NodeTools.Start(new ProcessStartInfo("no-such-program-here")));
        Assert.Contains("no-such-program-here", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Node 20", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallAsync_NoLockFile_SaysWhatNpmPrinted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("package.json", "{}");
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            NodeTools.InstallAsync(folder.Path, TestContext.Current.CancellationToken)
        );
        Assert.Contains("package-lock.json", fault.Message, StringComparison.Ordinal);
    }
}
