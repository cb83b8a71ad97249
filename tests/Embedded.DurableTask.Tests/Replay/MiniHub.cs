using System.Globalization;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>
/// The smallest thing that runs orchestrations to their end: everything in memory, one thread, a clock that moves when there is
/// nothing else to do. Which of several ready things comes next, and how many at once, is up to <paramref name="choose"/>.
/// </summary>
/// <param name="registry">The code.</param>
/// <param name="choose">Picks a number from 0 up to but not including the given one.</param>
internal sealed class MiniHub(TaskRegistry registry, Func<int, int>? choose = null) : IDisposable
{
    private const int MaxSteps = 10_000;

    private readonly SessionServices _services = new(WorkerDataConverter.Default, NullLoggerFactory.Instance);
    private readonly Dictionary<string, MiniInstance> _instances = new(StringComparer.Ordinal);
    private readonly Func<int, int> _choose = choose ?? (_ => 0);

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Drops every session after its step: each step is made by one that has replayed history.</summary>
    public bool ForgetSessions { get; init; }

    public IEnumerable<MiniInstance> Instances => _instances.Values;

    public MiniInstance this[string id] => _instances[id];

    public MiniInstance Start(string name, object? input = null, string id = "main", ParentInfo? parent = null) =>
        Start(new ExecutionStarted(id, name, "", WorkerDataConverter.Default.Serialize(input), 0, parent, null, Now));

    public void Raise(string id, string name, object? payload, string? eventId = null) =>
        Raise(id, new EventRaised(eventId ?? $"raised-{_raised++}", name, WorkerDataConverter.Default.Serialize(payload)));

    /// <summary>Called before each step; may send things.</summary>
    public Action? Disturb { get; set; }

    public void Send(string id, InboundEvent inbound) => _instances[id].Inbox.Add(inbound);

    /// <summary>Runs until nothing is ready and no timer is open, or everything has finished.</summary>
    public void RunToEnd()
    {
        for (var steps = 0; steps < MaxSteps; steps++)
        {
            Disturb?.Invoke();
            var ready = _instances.Values.Where(instance => instance.Inbox.Count > 0).ToList();
            if (ready.Count > 0)
            {
                Step(ready[_choose(ready.Count)]);
            }
            else if (!FireNext())
            {
                return;
            }
        }

        Assert.Fail($"Not at its end after {MaxSteps} steps.");
    }

    public void Dispose()
    {
        foreach (var instance in _instances.Values)
        {
            instance.Session?.Dispose();
        }
    }

    private int _raised;

    private MiniInstance Start(ExecutionStarted started)
    {
        var orchestrator = registry.FindOrchestrator(started.Name) ?? throw new InvalidOperationException($"No {started.Name}.");
        var instance = new MiniInstance(started.InstanceId, orchestrator);
        _instances[started.InstanceId] = instance;
        instance.Inbox.Add(started);
        return instance;
    }

    private void Raise(string id, EventRaised raised)
    {
        if (_instances.TryGetValue(id, out var instance) && !instance.State.IsFinished)
        {
            instance.Inbox.Add(raised);
        }
    }

    private bool FireNext()
    {
        var due = _instances
            .Values.Where(instance => instance.State.NextDue is not null)
            .OrderBy(instance => instance.State.NextDue)
            .ThenBy(instance => instance.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        if (due?.State.NextDue is not { } at)
        {
            return false;
        }

        Now = at > Now ? at : Now;
        due.Inbox.AddRange(
            due.State.OpenTimers.Where(timer => timer.Value <= Now)
                .OrderBy(timer => timer.Value)
                .ThenBy(timer => timer.Key)
                .Select(timer => new TimerFired(timer.Key, timer.Value))
        );
        return true;
    }

    private void Step(MiniInstance instance)
    {
        // A start must come first and an event not before those raised earlier; so a batch is a prefix of the inbox.
        var inbound = instance.Inbox[..(1 + _choose(instance.Inbox.Count))];
        instance.Inbox.RemoveRange(0, inbound.Count);
        instance.Session ??= instance.Replayed(_services);
        var outcome = instance.Session.Step(Now, inbound);
        instance.Record(new MiniStep(Now, inbound, outcome.Commit));
        if (ForgetSessions)
        {
            instance.Session.Dispose();
            instance.Session = null;
        }

        foreach (var action in outcome.Commit.OfType<OutboundEvent>())
        {
            Act(instance, action);
        }

        if (outcome.State.RuntimeStatus == OrchestrationRuntimeStatus.Terminated)
        {
            Tell(
                instance,
                parent => new ChildFailed(parent.TaskId, FailureInfo.FromException(new OperationCanceledException("terminated")))
            );
        }
    }

    private void Act(MiniInstance instance, OutboundEvent action)
    {
        switch (action)
        {
            case TaskScheduled task:
                Insert(instance, Run(instance, task));
                break;
            case ChildScheduled child:
                var parent = new ParentInfo(instance.Id, instance.Orchestrator.Name, child.TaskId, instance.State.Started!.Generation);
                Start(new ExecutionStarted(child.InstanceId, child.Name, child.Version, child.Input, 0, parent, child.Tags, Now));
                break;
            case EventSent sent:
                Raise(sent.InstanceId, new EventRaised(sent.EventId, sent.Name, sent.Payload));
                break;
            case ExecutionCompleted completed:
                Tell(instance, parent => new ChildCompleted(parent.TaskId, completed.Output));
                break;
            case ExecutionFailed failed:
                Tell(instance, parent => new ChildFailed(parent.TaskId, failed.Failure));
                break;
            case ExecutionContinuedAsNew next:
                instance.StartOver(next);
                break;
        }
    }

    private void Tell(MiniInstance instance, Func<ParentInfo, InboundEvent> outcome)
    {
        if (instance.State.Started!.Parent is { } parent && _instances.TryGetValue(parent.InstanceId, out var caller))
        {
            caller.Inbox.Add(outcome(parent));
        }
    }

    // Activities end in any order.
    private void Insert(MiniInstance instance, InboundEvent outcome) =>
        instance.Inbox.Insert(instance.Inbox.Count - _choose(instance.Inbox.Count + 1), outcome);

    private InboundEvent Run(MiniInstance instance, TaskScheduled task)
    {
        var activity = registry.FindActivity(task.Name) ?? throw new InvalidOperationException($"No {task.Name}.");
        var generation = instance.State.Started!.Generation;
        var call = new ActivityCall(task.Name, task.Version, instance.Id, generation, task.TaskId, task.Input, _services.Converter);
        var running = activity.Run(call, CancellationToken.None);
        Assert.True(running.IsCompleted, string.Create(CultureInfo.InvariantCulture, $"{task.Name} #{task.TaskId} does not end at once."));
        return running.IsCompletedSuccessfully
            ? new TaskCompleted(task.TaskId, _services.Converter.Serialize(running.Result))
            : new TaskFailed(task.TaskId, FailureInfo.FromException(running.Exception!.InnerException!));
    }
}

/// <summary>What was put into a step and what it committed.</summary>
internal sealed record MiniStep(DateTimeOffset Now, IReadOnlyList<InboundEvent> Inbound, IReadOnlyList<HistoryEvent> Commit);

internal sealed class MiniInstance(string id, OrchestratorFactory orchestrator)
{
    public string Id { get; } = id;

    public OrchestratorFactory Orchestrator { get; } = orchestrator;

    public List<InboundEvent> Inbox { get; } = [];

    public OrchestrationSession? Session { get; set; }

    /// <summary>The steps of all generations, the last of which is current.</summary>
    public List<List<MiniStep>> Generations { get; } =
    [
        [],
    ];

    /// <summary>Folded from the commits, so that it is there also while no session is.</summary>
    public SessionState State { get; private set; } = SessionState.Empty;

    public OrchestrationSession Replayed(SessionServices services) => Replayed(services, Generations[^1]);

    public OrchestrationSession Replayed(SessionServices services, IEnumerable<MiniStep> steps)
    {
        var session = new OrchestrationSession(Orchestrator, services);
        foreach (var step in steps)
        {
            session.Replay(HistorySerializer.Deserialize(HistorySerializer.Serialize(step.Commit)));
        }

        return session;
    }

    public void Record(MiniStep step)
    {
        Generations[^1].Add(step);
        State = step.Commit.Aggregate(State, (state, next) => state.Apply(next));
    }

    public void StartOver(ExecutionContinuedAsNew next)
    {
        var started = State.Started! with { Generation = State.Started.Generation + 1, Input = next.Input, Version = next.Version };
        Session?.Dispose();
        Session = null;
        Generations.Add([]);
        State = SessionState.Empty;
        // What is left in the inbox for the old generation's calls is for nobody.
        var events = Inbox.OfType<EventRaised>().ToList();
        Inbox.Clear();
        Inbox.AddRange([started, .. next.CarriedOver, .. events]);
    }
}
