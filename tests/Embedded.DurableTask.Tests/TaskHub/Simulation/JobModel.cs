namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <summary>What a job may note, worked out without any engine.</summary>
internal static class JobModel
{
    private static readonly string[] Leaves =
    [
        "double",
        "double",
        "failing",
        "retried",
        "long",
        "fan out",
        "timer",
        "status",
        "fact",
        "fact in time",
        "fact in time",
        "anew",
        "child",
    ];

    private static readonly string[] ChildLeaves = ["double", "double", "retried", "timer", "anew", "child", "fail"];

    public static List<Step> Make(Random chance, int depth = 2)
    {
        var kinds = depth == 2 ? Leaves : ChildLeaves;
        var steps = new List<Step>();
        for (var left = chance.Next(depth == 2 ? 8 : 3); left > 0; left--)
        {
            var kind = kinds[chance.Next(kinds.Length)];
            if (kind == "child" && depth == 0)
            {
                continue;
            }

            steps.Add(new Step(kind, chance.Next(4), kind == "child" ? Make(chance, depth - 1) : []));
        }

        if (depth == 2 && chance.Next(5) == 0)
        {
            steps.Add(new Step("fail", chance.Next(4), []));
        }

        return steps;
    }

    /// <summary>With so many facts at hand no job has to wait for one.</summary>
    public static int FactsNeeded(IEnumerable<Step> steps) => steps.Count(step => step.Kind is "fact" or "fact in time");

    /// <returns>What is wrong with the notes; null if nothing is.</returns>
    public static string? Judge(IReadOnlyList<Step> steps, IReadOnlyList<string> notes)
    {
        var own = notes.Count < steps.Count ? notes : [.. notes.Take(steps.Count)];
        for (var i = 0; i < steps.Count; i++)
        {
            if (i >= own.Count)
            {
                return $"note {i} is missing";
            }

            if (!Fits(steps[i], own[i]))
            {
                return $"note {i} is '{own[i]}', step {steps[i].Kind} {steps[i].Number}";
            }
        }

        return notes.Skip(steps.Count).FirstOrDefault(note => !note.StartsWith("fact ", StringComparison.Ordinal)) is { } odd
            ? $"'{odd}' after all steps"
            : null;
    }

    private static bool Fits(Step step, string note) =>
        step.Kind switch
        {
            "double" => note == $"doubled {step.Number * 2}",
            "failing" => note == "failed: System.TimeoutException",
            "retried" => note is "recovered" or "failed: System.TimeoutException",
            "long" => note == $"long {JobCode.LongText + step.Number}",
            "fan out" => note == $"sum {Enumerable.Range(0, step.Number * 10).Sum(n => n * 2)}",
            "fact" => note.StartsWith("fact ", StringComparison.Ordinal),
            "fact in time" => note == "no fact in time" || note.StartsWith("fact ", StringComparison.Ordinal),
            "child" => FitsChild(step.Inner, note),
            _ => note == step.Kind,
        };

    private static bool FitsChild(IReadOnlyList<Step> steps, string note)
    {
        if (steps is [.., { Kind: "fail" }])
        {
            return note == "failed: System.FormatException";
        }

        const string opening = "child [";
        if (!note.StartsWith(opening, StringComparison.Ordinal) || !note.EndsWith(']'))
        {
            return false;
        }

        // Notes of grandchildren hold commas of their own: cut at those of this level.
        return Judge(steps, [.. Split(note[opening.Length..^1])]) is null;
    }

    private static IEnumerable<string> Split(string notes)
    {
        var depth = 0;
        var from = 0;
        for (var i = 0; i < notes.Length; i++)
        {
            depth += notes[i] switch
            {
                '[' => 1,
                ']' => -1,
                _ => 0,
            };
            if (depth == 0 && notes[i] == ',')
            {
                yield return notes[from..i];
                from = i + 2;
            }
        }

        if (notes.Length > 0)
        {
            yield return notes[from..];
        }
    }
}
