using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Replay;

/// <summary>
/// What an orchestrator's code sees. It turns calls into outbound events, numbered in the order they are made, and inbound events
/// into the completion of what those calls returned.
/// </summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext, IDisposable
{
    private readonly ExecutionStarted _started;
    private readonly SessionServices _services;
    private readonly OrchestratorLoop _loop;
    private readonly Action<OutboundEvent> _emit;
    private readonly EventMailbox _mailbox;
    private DateTimeOffset _now;
    private bool _replaying;
    private int _nextTaskId;
    private int _guids;

    public ReplayContext(ExecutionStarted started, SessionServices services, OrchestratorLoop loop, Action<OutboundEvent> emit)
    {
        _started = started;
        _services = services;
        _loop = loop;
        _emit = emit;
        _mailbox = new EventMailbox(services.Converter, loop, exception => UnreadablePayload ??= exception);
    }

    public override TaskName Name => _started.Name;

    public override string InstanceId => _started.InstanceId;

    public override string Version => _started.Version;

    public override ParentOrchestrationInstance? Parent =>
        _started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public override bool IsReplaying => _replaying;

    /// <summary>How often the orchestration has continued as new.</summary>
    public int Generation => _started.Generation;

    /// <summary>The status as last set by the code, serialized. <see cref="HasCustomStatus"/> tells null from never set.</summary>
    public string? CustomStatus { get; private set; }

    public bool HasCustomStatus { get; private set; }

    /// <summary>Set once the orchestrator's own input proved unreadable: the step must not be committed.</summary>
    public UnreadableInputException? UnreadableInput { get; private set; }

    protected override ILoggerFactory LoggerFactory => _services.LoggerFactory;

    public override T? GetInput<T>()
        where T : default => ReadInput(typeof(T)) is { } input ? (T)input : default;

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOwnThread();
        CustomStatus = _services.Converter.Serialize(customStatus);
        HasCustomStatus = true;
    }

    public override Guid NewGuid()
    {
        EnsureOwnThread();
        return DeterministicGuid.Create(string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{CurrentUtcDateTime:o}_{_guids++}"));
    }

    public void BeginStep(DateTimeOffset now, bool replaying)
    {
        _now = now;
        _replaying = replaying;
        _mailbox.Now = now;
    }

    public void Dispose()
    {
        _mailbox.Dispose();
        foreach (var timer in _timers.Values)
        {
            timer.Cancellation.Dispose();
        }
    }

    private object? ReadInput(Type type)
    {
        try
        {
            return _services.Converter.Deserialize(_started.Input, type);
        }
#pragma warning disable CA1031 // Whatever a converter throws, the input is not what this code can read.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Not a failure of the orchestration: it may be perfectly readable to the code of another deployment.
            throw UnreadableInput ??= new UnreadableInputException(InstanceId, type, exception);
        }
    }

    private void EnsureOwnThread()
    {
        if (!_loop.IsCurrentThread)
        {
            _loop.NoteForeignContinuation();
            throw IllegalAwait.Exception();
        }
    }
}
