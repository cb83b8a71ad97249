using System.Globalization;
using CsCheck;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.DurableTask.Tests.Replay;

/// <summary>
/// F53: whatever the workflow, whatever order things come in and however they are batched, a session that has lived through it all
/// and one that has only read about it make the same commits.
/// </summary>
public sealed class RandomWorkflowTests
{
    private static readonly SessionServices Services = new(WorkerDataConverter.Default, NullLoggerFactory.Instance);

    private static Gen<(IReadOnlyList<Op> Program, int Seed)> Cases => Gen.Select(RandomWorkflow.Programs, Gen.Int);

    [Fact]
    public void F53_Step_AfterReplayOfEveryPrefix_MakesTheSameCommit() =>
        Cases.Sample(
            made =>
            {
                using var hub = Run(made.Program, made.Seed, forget: false);
                foreach (var instance in hub.Instances)
                {
                    instance.Generations.ForEach(steps => AssertSameAfterEveryPrefix(instance, steps));
                }
            },
            iter: 200
        );

    [Fact]
    public void F53_Step_UnderAnotherCulture_MakesTheSameCommit()
    {
        var before = CultureInfo.CurrentCulture;
        Cases.Sample(
            made =>
            {
                using var hub = Run(made.Program, made.Seed, forget: false);
                try
                {
                    // Commas in numbers, another calendar, other digits, another order of letters.
                    CultureInfo.CurrentCulture = new CultureInfo(made.Seed % 2 == 0 ? "ar-SA" : "tr-TR");
                    foreach (var instance in hub.Instances)
                    {
                        instance.Generations.ForEach(steps => AssertSameAfterEveryPrefix(instance, steps));
                    }
                }
                finally
                {
                    CultureInfo.CurrentCulture = before;
                }
            },
            iter: 50,
            threads: 1
        );
    }

    [Fact]
    public void F53_RunToEnd_SessionsForgottenAfterEachStep_EndsTheSame() =>
        Cases.Sample(
            made =>
            {
                using var lived = Run(made.Program, made.Seed, forget: false);
                using var read = Run(made.Program, made.Seed, forget: true);
                Assert.Equal(Describe(lived), Describe(read));
            },
            iter: 100
        );

    [Fact]
    public void RunToEnd_AnyWorkflow_KeepsTheInvariantsOfHistory() =>
        Cases.Sample(
            made =>
            {
                using var hub = Run(made.Program, made.Seed, forget: false);
                foreach (var steps in hub.Instances.SelectMany(instance => instance.Generations))
                {
                    AssertInvariants([.. steps.SelectMany(step => step.Commit)]);
                }
            },
            iter: 100
        );

    [Fact]
    public void RunToEnd_AnyWorkflow_ReachesAnEnd() =>
        Cases.Sample(
            made =>
            {
                using var hub = Run(made.Program, made.Seed, forget: false);
                Assert.All(
                    hub.Instances,
                    instance => Assert.True(instance.State.IsFinished, $"{instance.Id}: {Driver.Show(instance.State)}")
                );
            },
            iter: 100
        );

    private static MiniHub Run(IReadOnlyList<Op> program, int seed, bool forget)
    {
        var chance = new Random(seed);
        var hub = new MiniHub(RandomWorkflow.Registry(), chance.Next) { ForgetSessions = forget };
        hub.Start("Workflow", program);
        for (var i = 0; i < 3; i++)
        {
            hub.Raise("main", $"Event{i % 2}", $"raised {i}", $"e{i / 2}-{i % 2}");
        }

        hub.Disturb = () => SuspendAtTimes(hub, chance);
        hub.RunToEnd();
        return hub;
    }

    private static void SuspendAtTimes(MiniHub hub, Random chance)
    {
        var main = hub["main"];
        if (main.State.Started is null || main.State.IsFinished)
        {
            return;
        }

        if (main.State.RuntimeStatus == OrchestrationRuntimeStatus.Suspended)
        {
            // Sooner or later, and at the latest when nothing else is left to do.
            if (chance.Next(4) == 0 || (main.Inbox.Count == 0 && main.State.NextDue is null))
            {
                hub.Send("main", new ExecutionResumed("random"));
            }
        }
        else if (chance.Next(8) == 0)
        {
            hub.Send("main", new ExecutionSuspended("random"));
        }
    }

    private static void AssertSameAfterEveryPrefix(MiniInstance instance, List<MiniStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            using var session = instance.Replayed(Services, steps.Take(i));
            var again = session.Step(steps[i].Now, steps[i].Inbound);
            Assert.Equal(Driver.Show(steps[i].Commit), Driver.Show(again.Commit));
        }

        using var whole = instance.Replayed(Services, steps);
        var folded = steps.SelectMany(step => step.Commit).Aggregate(SessionState.Empty, (state, next) => state.Apply(next));
        Assert.Equal(Driver.Show(folded), Driver.Show(whole.State));
    }

    private static void AssertInvariants(List<HistoryEvent> history)
    {
        Assert.Single(history.OfType<ExecutionStarted>());
        Assert.Distinct(history.OfType<EventRaised>().Select(raised => raised.EventId));
        Assert.Distinct(history.OfType<TimerFired>().Select(fired => fired.TaskId));
        Assert.Distinct(history.Select(OutcomeOf).OfType<int>());
        var ids = history.Select(ScheduledIdOf).OfType<int>().ToList();
        Assert.Equal(Enumerable.Range(0, ids.Count), ids);
        var times = history.OfType<StepStarted>().Select(step => step.Now).ToList();
        Assert.Equal(times.Order(), times);
    }

    private static int? OutcomeOf(HistoryEvent next) =>
        next switch
        {
            TaskCompleted done => done.TaskId,
            TaskFailed failed => failed.TaskId,
            ChildCompleted done => done.TaskId,
            ChildFailed failed => failed.TaskId,
            _ => null,
        };

    private static int? ScheduledIdOf(HistoryEvent next) =>
        next switch
        {
            TaskScheduled task => task.TaskId,
            ChildScheduled child => child.TaskId,
            TimerCreated timer => timer.TaskId,
            EventSent sent => sent.TaskId,
            _ => null,
        };

    private static string Describe(MiniHub hub) =>
        string.Join(
            '\n',
            hub.Instances.SelectMany(instance => instance.Generations).SelectMany(steps => steps).Select(step => Driver.Show(step.Commit))
        );
}
