using System.Globalization;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Replay;

/// <summary>External events, and starting over.</summary>
internal sealed partial class ReplayContext
{
    private NextGeneration? _next;

    /// <summary>Set once an event could not be read as the type it is awaited as: this fails the orchestration.</summary>
    public Exception? UnreadablePayload { get; private set; }

    public bool HasWaiters => _mailbox.HasWaiters;

    /// <summary>Events that the code waits for.</summary>
    public IEnumerable<OpenWait> Waits => HasReturned ? [] : _mailbox.Waits;

    /// <summary>Events that have come and that the code has not asked for yet.</summary>
    public IEnumerable<EventRaised> Untaken => _mailbox.Untaken;

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return _mailbox.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOwnThread();
        InstanceIds.Check(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var id = _nextTaskId++;
        _emit(new EventSent(id, EventIdOf(id), instanceId, eventName, _services.Converter.Serialize(payload)));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        EnsureOwnThread();
        ArgumentNullException.ThrowIfNull(options);
        var version = string.IsNullOrWhiteSpace(options.NewVersion) ? Version : options.NewVersion;
        _next = new NextGeneration(_services.Converter.Serialize(options.NewInput), version, options.PreserveUnprocessedEvents);
    }

    /// <summary>Nothing more is handed to waiters: the code has returned, and they are only left over.</summary>
    public bool HasReturned { get; set; }

    public void Raise(EventRaised raised)
    {
        // A waiter left over when the code asked to start over must not swallow what belongs to the next generation.
        if (HasReturned || _next is not null)
        {
            _mailbox.Keep(raised);
        }
        else
        {
            _mailbox.Deliver(raised);
        }
    }

    /// <returns>How the generation ends if the code asked to start over; else null.</returns>
    public ExecutionContinuedAsNew? NextStart() =>
        _next is null ? null : new ExecutionContinuedAsNew(_next.Input, _next.Version, _next.KeepEvents ? [.. _mailbox.Untaken] : []);

    // Unlike instance and task id alone, this stays unique when a finished id is started again.
    private string EventIdOf(int taskId) =>
        DeterministicGuid
            .Create(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"event_{InstanceId}_{_started.CreatedAt.UtcTicks}_{_started.Generation}_{taskId}"
                )
            )
            .ToString("N");

    private sealed record NextGeneration(string? Input, string Version, bool KeepEvents);
}
