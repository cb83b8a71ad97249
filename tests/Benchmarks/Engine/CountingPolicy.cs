using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks.Engine;

/// <summary>Counts what is asked of Table Storage.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private int _requests;
    private int _transactions;

    public int Requests => _requests;

    public int Transactions => _transactions;

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _requests);
        if (message.Request.Uri.Path.Contains("$batch", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _transactions);
        }
    }
}
