using System.Text.Json;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>Makes an explanation of facts. Pure.</summary>
internal static class Explainer
{
    private const string ActorMember = "actor";

    public static Explanation Explain(InstanceFacts facts)
    {
        var record = facts.Record;
        var work = OpenWork.Of(facts.History);
        var since =
            record.ParkedReason is not null ? record.LastUpdatedAt
            : record.Status == OrchestrationRuntimeStatus.Pending ? record.CreatedAt
            : work.StatusSince ?? record.LastUpdatedAt;
        var code = facts.Code as CodeReading.Known;
        List<WaitReason> waits = record.IsFinished ? [new WaitReason.Nothing(record.Status, since)] : WaitsOf(facts, work, code, since);
        return new Explanation
        {
            InstanceId = record.InstanceId,
            Name = record.Name,
            Version = record.Version,
            Status = record.ShownStatus,
            StatusSince = since,
            CreatedAt = record.CreatedAt,
            LastUpdatedAt = record.LastUpdatedAt,
            Generation = record.Generation,
            HistoryCommits = facts.History.Count,
            HistoryEvents = work.Events,
            Shard = facts.Shard,
            Owner = facts.Owner,
            IsOwnedHere = facts.IsOwnedHere,
            WaitsFor = waits,
            Actor = ActorOf(facts, waits),
            NextTimer = record.IsFinished ? null : work.State.NextDue,
            LastError = LastErrorOf(facts, work),
            QueuedEvents =
            [
                .. (record.IsFinished ? [] : code?.Untaken ?? []).Select(raised => new QueuedEvent(raised.Name, work.TimeOf(raised), true)),
                .. facts.Inbox,
            ],
            CodeProblem = facts.Code is CodeReading.Unknown { Problem: { Length: > 0 } problem } ? problem : null,
            AsOf = facts.Now,
        };
    }

    private static List<WaitReason> WaitsOf(InstanceFacts facts, OpenWork work, CodeReading.Known? code, DateTimeOffset since)
    {
        var record = facts.Record;
        var waits = new List<WaitReason>();
        if (record.ParkedReason is { } parked)
        {
            waits.Add(new WaitReason.Repair(parked, since));
        }

        if (work.State.RuntimeStatus == OrchestrationRuntimeStatus.Suspended)
        {
            waits.Add(new WaitReason.Resumption(work.State.SuspendReason, work.StatusSince ?? since));
        }

        if (facts.Owner is null)
        {
            waits.Add(new WaitReason.Owner());
        }

        if (record.StartAt is { } startAt && record.Status == OrchestrationRuntimeStatus.Pending && startAt > facts.Now)
        {
            waits.Add(new WaitReason.StartTime(startAt));
        }

        waits.AddRange(work.Activities.Select(call => Activity(facts, call)));
        waits.AddRange(work.Children.Select(child => new WaitReason.ChildOutcome(child.Call.InstanceId, child.Call.Name, child.Since)));
        waits.AddRange((code?.Waits ?? []).Select(wait => new WaitReason.ExternalEvent(wait.EventName, wait.Since)));
        waits.AddRange(work.Timers.Select(timer => new WaitReason.Timer(timer.TaskId, timer.DueAt, timer.Since)));
        if (waits.Count == 0)
        {
            waits.Add(new WaitReason.Turn());
        }

        return waits;
    }

    private static WaitReason.ActivityOutcome Activity(InstanceFacts facts, CalledActivity call)
    {
        var inHand = facts.Activities.FirstOrDefault(a => a.TaskId == call.Call.TaskId && a.Generation == facts.Record.Generation);
        var place =
            inHand is null ? ActivityPlace.Unknown
            : inHand.RunningSince is null ? ActivityPlace.Queued
            : ActivityPlace.Running;
        return new WaitReason.ActivityOutcome(call.Call.Name, call.Call.TaskId, call.Since, call.Attempt, place, inHand?.RunningSince);
    }

    private static Actor ActorOf(InstanceFacts facts, List<WaitReason> waits)
    {
        if (waits[0] is WaitReason.Nothing)
        {
            return new Actor(ActorKind.Nobody);
        }

        if (waits[0] is WaitReason.Repair or WaitReason.Resumption or WaitReason.Owner)
        {
            return new Actor(ActorKind.Administrator);
        }

        if (waits.Any(wait => wait is WaitReason.ActivityOutcome or WaitReason.Turn))
        {
            return new Actor(ActorKind.App);
        }

        if (NamedActor(facts) is { } named)
        {
            return new Actor(ActorKind.Named, named);
        }

        return waits.OfType<WaitReason.ExternalEvent>().FirstOrDefault() is { } raised ? new Actor(ActorKind.Sender, raised.Name)
            : waits.OfType<WaitReason.ChildOutcome>().FirstOrDefault() is { } child ? new Actor(ActorKind.Child, child.InstanceId)
            : new Actor(ActorKind.Timer);
    }

    // A custom status may be anything; only an object with such a member says who must act.
    private static string? NamedActor(InstanceFacts facts)
    {
        if (facts.CustomStatus is { } text && text.AsSpan().TrimStart() is ['{', ..])
        {
            try
            {
                using var status = JsonDocument.Parse(text);
                if (
                    status.RootElement.TryGetProperty(ActorMember, out var actor)
                    && actor.ValueKind == JsonValueKind.String
                    && actor.GetString() is { Length: > 0 } name
                )
                {
                    return name;
                }
            }
            catch (JsonException)
            {
                // Written by an app's own converter: it says nothing to us.
            }
        }

        return facts.Record.Tags is { } tags && tags.TryGetValue(ActorMember, out var tagged) ? tagged : null;
    }

    private static LastError? LastErrorOf(InstanceFacts facts, OpenWork work) =>
        facts.Record.ParkedReason is { } parked ? new LastError(facts.Record.LastUpdatedAt, null, "Parked", parked)
        : facts.Failure is { } failure && work.LastError is null
            ? new LastError(facts.Record.LastUpdatedAt, null, failure.ErrorType, failure.ErrorMessage)
        : work.LastError;
}
