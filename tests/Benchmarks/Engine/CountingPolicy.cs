using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks.Engine;

/// <summary>Counts what is asked of Table Storage.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private int _requests;
    private int _transactions;
    private int _rows;

    public int Requests => _requests;

    public int Transactions => _transactions;

    /// <summary>Operations in the transactions.</summary>
    public int Rows => _rows;

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _requests);
        if (message.Request.Uri.Path.Contains("$batch", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _transactions);
            Interlocked.Add(ref _rows, OperationsIn(message.Request.Content));
        }
    }

    // Each operation of a transaction is a request of its own within the body.
    private static int OperationsIn(RequestContent? content)
    {
        using var body = new MemoryStream();
        content?.WriteTo(body, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(body.ToArray()).Split("Content-Type: application/http").Length - 1;
    }
}
