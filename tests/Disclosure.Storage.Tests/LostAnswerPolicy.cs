using Azure.Core;
using Azure.Core.Pipeline;

namespace Disclosure.Storage.Tests;

/// <summary>Lets the first request of a method through and loses its answer.</summary>
internal sealed class LostAnswerPolicy(string method) : HttpPipelinePolicy
{
    /// <summary>Whether that has happened.</summary>
    public bool Lost { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (!Lost && message.Request.Method == RequestMethod.Parse(method))
        {
            Lost = true;
            throw new IOException("The connection broke.");
        }
    }
}
