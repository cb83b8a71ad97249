using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Workflow;

/// <summary>Who is asked in place of those whom the policy names: deputies (AB岗) on the days for which they stand in.</summary>
internal static class StandIns
{
    /// <summary>The people to ask, each once; nobody who drafted. A deputy who is away or has drafted leaves the task with the principal.</summary>
    /// <param name="people">Whom the policy names.</param>
    /// <param name="staff">Everybody of the organ.</param>
    /// <param name="drafters">Ids of those who may not decide.</param>
    /// <param name="today">In Shanghai.</param>
    public static IReadOnlyList<Asked> Resolve(
        IReadOnlyList<Person> people,
        IReadOnlyList<Person> staff,
        IReadOnlySet<string> drafters,
        DateOnly today
    )
    {
        var asked = new List<Asked>();
        var named = people.Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var person in people)
        {
            var deputy =
                person.Deputy is { } standIn && standIn.IsOn(today)
                    ? staff.FirstOrDefault(candidate => candidate.Id == standIn.PersonId && candidate.Active)
                    : null;
            var isUsable = deputy is not null && !drafters.Contains(deputy.Id);
            if (isUsable && (named.Contains(deputy!.Id) || asked.Exists(other => other.Person.Id == deputy.Id)))
            {
                // Asked already, for themselves or another: one person has one voice.
                continue;
            }

            if (isUsable)
            {
                asked.Add(new Asked(deputy!, person));
            }
            else if (!drafters.Contains(person.Id))
            {
                asked.Add(new Asked(person, null));
            }
        }

        return asked;
    }
}

/// <summary>Somebody to ask.</summary>
/// <param name="Person">Who gets the task.</param>
/// <param name="OnBehalfOf">For whom; null for themselves.</param>
internal sealed record Asked(Person Person, Person? OnBehalfOf);
