using System.Globalization;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>An explanation in words, Chinese or English. Times are UTC, to the second.</summary>
internal static class ExplanationWords
{
    /// <summary>Sentences, the most important first.</summary>
    public static IReadOnlyList<string> Of(Explanation explanation, bool inChinese)
    {
        var say = new Saying(inChinese, explanation.AsOf);
        var sentences = explanation.WaitsFor.Select(say.Wait).ToList();
        sentences.Add(say.WhoActs(explanation.Actor));
        if (explanation.NextTimer is { } next)
        {
            sentences.Add(say.Either($"下一个定时器：{Time(next)}。", $"Next timer: {Time(next)}."));
        }

        if (explanation.QueuedEvents is { Count: > 0 } queued)
        {
            var names = string.Join(say.Either("、", ", "), queued.Select(e => e.Name).Distinct(StringComparer.OrdinalIgnoreCase));
            sentences.Add(say.Either($"{queued.Count} 个事件尚未被取用：{names}。", $"{queued.Count} events not taken yet: {names}."));
        }

        if (explanation.LastError is { } error)
        {
            var source = error.Source is { } name ? $"{name}: " : "";
            sentences.Add(
                say.Either(
                    $"最近的错误（{Time(error.At)}）：{source}{error.Message}",
                    $"Last error ({Time(error.At)}): {source}{error.Message}"
                )
            );
        }

        if (explanation.CodeProblem is { } problem)
        {
            sentences.Add(
                say.Either(
                    $"本进程无法重放其代码，因此不知道它在等待哪些事件：{problem}",
                    $"This process cannot replay its code, so which events it waits for is not known: {problem}"
                )
            );
        }

        return sentences;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private sealed class Saying(bool inChinese, DateTimeOffset now)
    {
        public string Either(string zh, string en) => inChinese ? zh : en;

        public string Wait(WaitReason reason) =>
            reason switch
            {
                WaitReason.Nothing ended => Either(
                    $"已结束（{ended.Status}，{Time(ended.Since)}），不再等待任何事项。",
                    $"It ended ({ended.Status}, {Time(ended.Since)}) and waits for nothing."
                ),
                WaitReason.Repair parked => Either(
                    $"已搁置{Since(parked.Since)}：{parked.Reason} 修复后请恢复（resume）。",
                    $"It is parked{Since(parked.Since)}: {parked.Reason} Resume it once that is mended."
                ),
                WaitReason.Resumption suspended => Either(
                    $"已被暂停{Since(suspended.Since)}，原因：{suspended.Reason ?? "未说明"}。",
                    $"It was suspended{Since(suspended.Since)}, reason: {suspended.Reason ?? "none given"}."
                ),
                WaitReason.Owner => Either(
                    "没有进程持有它所在的分片：请启动一个应用进程。",
                    "No process owns its shard: start a process of the app."
                ),
                WaitReason.StartTime start => Either(
                    $"尚未到开始时间：{Time(start.At)}。",
                    $"Its start time has not come: {Time(start.At)}."
                ),
                WaitReason.ActivityOutcome activity => Activity(activity),
                WaitReason.ExternalEvent raised => Either(
                    $"等待事件“{raised.Name}”{Since(raised.Since)}。",
                    $"It waits for the event '{raised.Name}'{Since(raised.Since)}."
                ),
                WaitReason.ChildOutcome child => Either(
                    $"等待子编排 {child.InstanceId}（{child.Name}）{Since(child.Since)}。",
                    $"It waits for its child {child.InstanceId} ({child.Name}){Since(child.Since)}."
                ),
                WaitReason.Timer timer => Either(
                    $"等待定时器，到期时间 {Time(timer.DueAt)}。",
                    $"It waits for a timer due at {Time(timer.DueAt)}."
                ),
                _ => Either("没有阻碍，即将继续执行。", "Nothing is in its way: its turn is about to come."),
            };

        public string WhoActs(Actor actor) =>
            actor.Kind switch
            {
                ActorKind.Nobody => Either("无需任何人处理。", "Nobody needs to act."),
                ActorKind.Timer => Either("无需任何人处理：定时器到期后自动继续。", "Nobody needs to act: a timer goes on by itself."),
                ActorKind.App => Either("无需任何人处理：应用程序正在处理。", "Nobody needs to act: the app is at work."),
                ActorKind.Child => Either($"请查看子编排 {actor.Name} 在等待什么。", $"See what its child {actor.Name} waits for."),
                ActorKind.Sender => Either($"须由发出事件“{actor.Name}”的一方处理。", $"Whoever raises the event '{actor.Name}' must act."),
                ActorKind.Named => Either($"须由 {actor.Name} 处理。", $"{actor.Name} must act."),
                _ => Either("须由管理员处理。", "An administrator must act."),
            };

        private string Activity(WaitReason.ActivityOutcome activity)
        {
            var attempt = activity.Attempt > 1 ? Either($"，第 {activity.Attempt} 次尝试", $", attempt {activity.Attempt}") : "";
            return activity.Place switch
            {
                ActivityPlace.Running => Either(
                    $"活动 {activity.Name} 正在执行{Since(activity.RunningSince!.Value)}{attempt}。",
                    $"The activity {activity.Name} is running{Since(activity.RunningSince!.Value)}{attempt}."
                ),
                ActivityPlace.Queued => Either(
                    $"活动 {activity.Name} 在排队{Since(activity.Since)}{attempt}。",
                    $"The activity {activity.Name} is queued{Since(activity.Since)}{attempt}."
                ),
                _ => Either(
                    $"等待活动 {activity.Name} 的结果{Since(activity.Since)}{attempt}。",
                    $"It waits for the activity {activity.Name}{Since(activity.Since)}{attempt}."
                ),
            };
        }

        private string Since(DateTimeOffset since) =>
            Either($"（自 {Time(since)}，已 {For(now - since)}）", $" (since {Time(since)}, {For(now - since)})");

        private string For(TimeSpan time) =>
            time.TotalDays >= 2 ? Either($"{(int)time.TotalDays} 天", $"{(int)time.TotalDays} days")
            : time.TotalHours >= 2 ? Either($"{(int)time.TotalHours} 小时", $"{(int)time.TotalHours} hours")
            : time.TotalMinutes >= 2 ? Either($"{(int)time.TotalMinutes} 分钟", $"{(int)time.TotalMinutes} minutes")
            : Either($"{Math.Max(0, (int)time.TotalSeconds)} 秒", $"{Math.Max(0, (int)time.TotalSeconds)} s");
    }
}
