using Embedded.DurableTask;
using Embedded.DurableTask.Hub.Operating;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The app's task hub, while it runs.</summary>
internal sealed class DurableRuntime
{
    private TaskHub? _hub;

    /// <exception cref="InvalidOperationException">The hub does not run yet, or no more.</exception>
    public DurableTaskClient Client => _hub?.Client ?? throw new InvalidOperationException("The task hub does not run.");

    /// <inheritdoc cref="Client"/>
    public HubOperator Operator => _hub?.Runtime.Operator ?? throw new InvalidOperationException("The task hub does not run.");

    public bool IsRunning => _hub is not null;

    public void Set(TaskHub? hub) => _hub = hub;
}
