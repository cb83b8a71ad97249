using Embedded.Functions.Hosting.Azurite;

namespace Embedded.Functions.Tests.Hosting.Azurite;

public sealed class EmulatorUseTests : IDisposable
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();
    private readonly AzuritePorts _ports = AzuriteServerTests.FreePorts();
    private int _starts;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BeginAsync_TwoAtOnce_StartOneAndTheLastStopsIt()
    {
        var uses = await Task.WhenAll(BeginAsync(), BeginAsync());
        Assert.Equal(1, _starts);
        Assert.Single(uses, use => use.StartedIt);

        var starter = uses.Single(use => use.StartedIt);
        await starter.DisposeAsync();
        Assert.True(await AzuriteServer.IsListeningAsync(_ports, s_cancel));

        await uses.Single(use => !use.StartedIt).DisposeAsync();
        Assert.False(await AzuriteServer.IsListeningAsync(_ports, s_cancel));
    }

    [Fact]
    public async Task DisposeAsync_EmulatorNotOurs_LeavesIt()
    {
        await using var foreign = await AzuriteServerTests.StartAsync(_folder.Path, _ports);
        var use = await BeginAsync();
        Assert.Equal(0, _starts);
        await use.DisposeAsync();
        Assert.True(await AzuriteServer.IsListeningAsync(_ports, s_cancel));
    }

    [Fact]
    public async Task BeginAsync_StartFails_LetsTheNextTry()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            EmulatorUse.BeginAsync(_ports, _ => throw new InvalidOperationException("no node"), TimeProvider.System, s_cancel)
        );
        await using var use = await BeginAsync();
        Assert.True(use.StartedIt);
    }

    private Task<EmulatorUse> BeginAsync() =>
        EmulatorUse.BeginAsync(
            _ports,
            _ =>
            {
                Interlocked.Increment(ref _starts);
                return AzuriteServerTests.StartAsync(_folder.Path, _ports);
            },
            TimeProvider.System,
            s_cancel
        );
}
