using System.Text.Json;

namespace Disclosure.Reports.Content;

/// <summary>Problems as they are met, and the checks that every JSON object shares.</summary>
internal sealed class ProblemList
{
    // A hostile document must not buy itself an unbounded answer.
    private const int Most = 200;

    private readonly List<ContentProblem> problems = [];

    public bool Any => problems.Count > 0;

    public IReadOnlyList<ContentProblem> All => problems;

    public void Add(string pointer, string code, string zh, string en)
    {
        if (problems.Count < Most)
        {
            problems.Add(
                new ContentProblem
                {
                    JsonPointer = pointer,
                    Code = code,
                    MessageZh = zh,
                    MessageEn = en,
                }
            );
        }
    }

    public void WrongType(string pointer, string zh, string en) =>
        Add(pointer, "wrong-type", $"类型不对，应为{zh}。", $"Wrong type: should be {en}.");

    /// <summary>The known members of an object; unknown and repeated ones become problems.</summary>
    public Dictionary<string, JsonElement> Members(JsonElement item, string pointer, string[] known)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (item.ValueKind != JsonValueKind.Object)
        {
            WrongType(pointer, "对象", "an object");
            return members;
        }

        foreach (var member in item.EnumerateObject())
        {
            var place = $"{pointer}/{Escape(member.Name)}";
            if (!known.Contains(member.Name, StringComparer.Ordinal))
            {
                Add(place, "unknown-field", "没有这个字段。", "There is no such field.");
            }
            else if (!members.TryAdd(member.Name, member.Value))
            {
                Add(place, "duplicate-field", "字段重复。", "The field appears twice.");
            }
        }

        return members;
    }

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
