using Embedded.Functions.Hosting.Settings;

namespace Embedded.Functions.Tests.Hosting.Settings;

public sealed class LocalSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_NoFile_IsEmpty() => Assert.Empty(LocalSettings.Read(_folder.Path));

    [Fact]
    public void Read_ValuesAndConnectionStrings_AreConfigurationKeys()
    {
        Write(
            """
            {
              // As Core Tools write it.
              "IsEncrypted": false,
              "Values": { "FUNCTIONS_WORKER_RUNTIME": "dotnet-isolated", "Mail__Host": "localhost", "Mail__Port": 25, },
              "ConnectionStrings": { "Reports": "x" },
              "Host": { "LocalHttpPort": 7071 }
            }
            """
        );
        var values = LocalSettings.Read(_folder.Path);
        Assert.Equal("localhost", values["Mail:Host"]);
        Assert.Equal("25", values["mail:port"]);
        Assert.Equal("x", values["ConnectionStrings:Reports"]);
        Assert.Equal("dotnet-isolated", values["FUNCTIONS_WORKER_RUNTIME"]);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "IsEncrypted")]
    [InlineData("""{ "Values": [] }""", "JsonObject")]
    [InlineData("[]", "no object")]
    [InlineData("{ broken", "'b'")]
    public void Read_FileNoGood_NamesItAndWhy(string text, string why)
    {
        Write(text);
        var fault = Assert.Throws<InvalidOperationException>(() => LocalSettings.Read(_folder.Path));
        Assert.Contains("local.settings.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private void Write(string text) => _folder.Write("local.settings.json", text);
}
