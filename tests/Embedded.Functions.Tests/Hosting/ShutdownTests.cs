using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Embedded.Functions.Tests.Hosting;

public sealed class ShutdownTests
{
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_RequestInFlight_ClosesTheListenerAndLetsItFinish()
    {
        var slow = new Slow();
        await using var host = await TestHost.StartAsync(
            new Setup { Configure = builder => builder.Services.AddSingleton(slow) },
            typeof(Functions)
        );
        var inFlight = host.GetAsync("/slow");
        await slow.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20), s_cancel);
        var stopping = host.StopAsync();

        await Eventually.TrueAsync(
            async () =>
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, s_cancel);
                    return false;
                }
                catch (SocketException)
                {
                    return true;
                }
            },
            TimeSpan.FromSeconds(20),
            () => "the listener is still open",
            s_cancel
        );
        Assert.False(stopping.IsCompleted);
        slow.Leave.SetResult();
        using var response = await inFlight;
        Assert.Equal("finished", await response.Content.ReadAsStringAsync(s_cancel));
        await stopping;
    }

    internal sealed class Slow
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal sealed class Functions(Slow slow)
    {
        [Function("slow")]
        public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            slow.Entered.SetResult();
            await slow.Leave.Task;
            return Results.Text(request.HttpContext.RequestAborted.IsCancellationRequested ? "cancelled" : "finished");
        }
    }
}
