using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Replay;

/// <summary>The code of an orchestrator: called once per session, on a context of its own.</summary>
internal sealed record OrchestratorFactory(string Name, Func<TaskOrchestrationContext, Task<object?>> Run);

/// <summary>What a session uses of its host. None of it may touch the outside world, but for logging.</summary>
/// <param name="Converter">Serializes inputs, outputs, payloads and statuses.</param>
/// <param name="LoggerFactory">Where replay-safe loggers write.</param>
/// <param name="DefaultVersion">The version of children that are not given one.</param>
internal sealed record SessionServices(DataConverter Converter, ILoggerFactory LoggerFactory, string DefaultVersion = "");

/// <summary>What one live step did.</summary>
/// <param name="Commit">The complete commit: step started, the inbound events taken, the outbound ones produced.</param>
/// <param name="State">The state once the commit is written.</param>
internal sealed record StepOutcome(IReadOnlyList<HistoryEvent> Commit, SessionState State);
