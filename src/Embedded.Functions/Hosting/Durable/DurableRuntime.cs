using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Hosting.Durable;

/// <summary>The app's task hub.</summary>
internal sealed class DurableRuntime
{
    /// <exception cref="InvalidOperationException">The hub does not run (yet).</exception>
    public DurableTaskClient Client => throw new InvalidOperationException("The durable engine does not run.");
}
