using Embedded.Functions.Hosting.Azurite;
using Embedded.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Embedded.Functions.Tests.Hosting.Settings;

public sealed class StorageAccountTests
{
    [Fact]
    public void Read_DevelopmentStorage_IsTheEmulator() =>
        Assert.Equal(AzuritePorts.Default, Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"))!.Emulator);

    [Fact]
    public void Read_AccountName_IsReachedByIdentity()
    {
        var account = Read(("AzureWebJobsStorage:accountName", "reports"), ("AzureWebJobsStorage:credential", "managedidentity"))!;
        Assert.Null(account.Emulator);
        Assert.Equal(new Uri("https://reports.table.core.windows.net/"), account.CreateTables().Uri);
        Assert.Equal(new Uri("https://reports.blob.core.windows.net/"), account.CreateBlobs().Uri);
    }

    [Fact]
    public void Read_ServiceAddresses_WinOverTheAccountName()
    {
        var account = Read(
            ("AzureWebJobsStorage:accountName", "reports"),
            ("AzureWebJobsStorage:tableServiceUri", "https://reports.table.core.chinacloudapi.cn"),
            ("AzureWebJobsStorage:blobServiceUri", "https://reports.blob.core.chinacloudapi.cn")
        )!;
        Assert.Equal("reports.table.core.chinacloudapi.cn", account.CreateTables().Uri.Host);
        Assert.Equal("reports.blob.core.chinacloudapi.cn", account.CreateBlobs().Uri.Host);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://reports.table.core.windows.net", "AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureWebJobsStorage:credential", "managedidentity", "AzureWebJobsStorage__accountName")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "no address", "'no address'")]
    public void Read_SetByHalves_NamesWhatIsMissing(string setting, string value, string expected)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read((setting, value)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotSet_IsNone() => Assert.Null(Read());

    [Fact]
    public void ToString_ConnectionString_HidesTheKey() =>
        Assert.DoesNotContain(
            "AccountKey",
            Read(("AzureWebJobsStorage", AzuritePorts.Default.ConnectionString))!.ToString(),
            StringComparison.Ordinal
        );

    private static StorageAccount? Read(params (string Name, string Value)[] settings) =>
        StorageAccount.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value))
                .Build()
        );
}
