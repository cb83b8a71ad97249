using Azure.Core;
using Azure.Core.Pipeline;

namespace Disclosure.Storage.Tests;

/// <summary>When the connection breaks.</summary>
internal enum Break
{
    /// <summary>Nothing was sent.</summary>
    BeforeSending,

    /// <summary>The service did it, the answer got lost.</summary>
    BeforeTheAnswer,
}

/// <summary>Breaks the connection at chosen transactions.</summary>
/// <param name="how">When.</param>
/// <param name="times">At how many transactions, from the first on.</param>
/// <param name="meanwhile">What happens before the client learns of it.</param>
internal sealed class FaultPolicy(Break how, int times, Func<Task>? meanwhile = null) : HttpPipelinePolicy
{
    /// <summary>How many transactions were tried.</summary>
    public int Tried { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!message.Request.Uri.ToString().Contains("$batch", StringComparison.Ordinal) || ++Tried > times)
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        if (how == Break.BeforeTheAnswer)
        {
            await ProcessNextAsync(message, pipeline);
        }

        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        throw new IOException("The connection broke.");
    }
}
