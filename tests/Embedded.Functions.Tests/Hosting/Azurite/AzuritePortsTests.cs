using Embedded.Functions.Hosting.Azurite;

namespace Embedded.Functions.Tests.Hosting.Azurite;

public sealed class AzuritePortsTests
{
    [Fact]
    public void FromConnectionString_DevelopmentStorage_IsTheDefaultPorts() =>
        Assert.Equal(new AzuritePorts(10000, 10001, 10002), AzuritePorts.FromConnectionString("UseDevelopmentStorage=true"));

    [Fact]
    public void FromConnectionString_OwnConnectionString_IsTheSamePorts()
    {
        var ports = new AzuritePorts(20000, 20005, 20009);
        Assert.Equal(ports, AzuritePorts.FromConnectionString(ports.ConnectionString));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=real;AccountKey=AAAA;EndpointSuffix=core.windows.net")]
    [InlineData(
        "AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint=http://emulator.example:10000/devstoreaccount1;TableEndpoint=http://emulator.example:10002/devstoreaccount1"
    )]
    public void FromConnectionString_AnotherAccountOrMachine_IsNone(string connectionString) =>
        Assert.Null(AzuritePorts.FromConnectionString(connectionString));
}
