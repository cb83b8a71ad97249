using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Testing;

namespace Disclosure.Functions.Tests.Reminders.Mail;

/// <summary>A mail as the server took it.</summary>
internal sealed record ReceivedMail(
    string[] To,
    string From,
    string Subject,
    string Text,
    string Html,
    string MessageId,
    string? AutoSubmitted,
    string? User
);

/// <summary>A real SMTP server in a process of its own, ended with the test.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private TaskCompletionSource<JsonElement> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MailServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <param name="port">0: one that is free.</param>
    public static async Task<MailServer> StartAsync(int port = 0)
    {
        var script = SourceTree.PathOf("tests/Disclosure.Functions.Tests/Reminders/Mail/mail-server.mjs");
        var start = new ProcessStartInfo("node", [script, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var server = new MailServer(Process.Start(start)!);
        server._process.OutputDataReceived += (_, line) => server.Hear(line.Data);
        server._process.BeginOutputReadLine();
        server.Port = (await server._answer.Task.WaitAsync(s_patience)).GetProperty("port").GetInt32();
        return server;
    }

    /// <summary>take, refuse, later or hang-up: see the script.</summary>
    public async Task BehaveAsync(string how)
    {
        _answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(how);
        await _process.StandardInput.FlushAsync();
        await _answer.Task.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        var said = JsonDocument.Parse(line).RootElement;
        if (said.TryGetProperty("messageId", out _))
        {
            _received.Enqueue(said.Deserialize<ReceivedMail>(JsonSerializerOptions.Web)!);
        }
        else
        {
            _answer.TrySetResult(said);
        }
    }
}
