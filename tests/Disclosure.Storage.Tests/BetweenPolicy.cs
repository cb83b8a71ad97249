using Azure.Core;
using Azure.Core.Pipeline;

namespace Disclosure.Storage.Tests;

/// <summary>Does something after the first request was answered and before the client goes on.</summary>
internal sealed class BetweenPolicy(Func<Task> meanwhile) : HttpPipelinePolicy
{
    private bool _done;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (!_done)
        {
            _done = true;
            await meanwhile();
        }
    }
}
