using Disclosure.Reports.Checking.Names;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Wrong or obsolete names of organs, laws and notices.</summary>
internal sealed class NamesRule : ICheckRule
{
    public const string Name = "names";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var counts = new Occurrences();
        foreach (var text in input.Everything)
        {
            foreach (var name in KnownNames.All.Where(name => input.Context.ReportYear >= name.FromYear))
            {
                foreach (var at in Places(text.Flat.Value, name))
                {
                    yield return Finding(text, at, name, counts.Id(Name, text.Key, name.Key));
                }
            }
        }
    }

    private static IEnumerable<int> Places(string flat, KnownName name)
    {
        for (
            var at = flat.IndexOf(name.Wrong, StringComparison.Ordinal);
            at >= 0;
            at = flat.IndexOf(name.Wrong, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + name.Wrong.Length;
            var longerWord = end < flat.Length && name.NotBefore.Contains(flat[end], StringComparison.Ordinal);
            // 原国土资源部, or a title within 《》 that an old document bears for ever.
            var history = name.Fault == NameFault.Obsolete && ((at > 0 && flat[at - 1] == '原') || IsQuoted(flat, at));
            if (!longerWord && !history)
            {
                yield return at;
            }
        }
    }

    private static bool IsQuoted(string flat, int at) =>
        flat.LastIndexOf('《', at) is var open and >= 0 && flat.IndexOf('》', open) is var close && close > at;

    private static Finding Finding(SectionText text, int at, KnownName name, string id)
    {
        var certain =
            name.Fault == NameFault.NeverRight
            && (name.CertainAfter is not { } lead || text.Flat.Value.AsSpan(0, at).EndsWith(lead, StringComparison.Ordinal));
        var start = certain && name.CertainAfter is { } before ? at - before.Length : at;
        var obsolete = name.Fault == NameFault.Obsolete;
        return new Finding
        {
            Id = id,
            Rule = Name,
            Severity = certain ? Severity.Error : Severity.Warning,
            MessageZh = obsolete ? $"“{name.Wrong}”已不再使用。" : $"“{name.Wrong}”名称有误。",
            MessageEn = obsolete ? $"“{name.Wrong}” is out of date." : $"“{name.Wrong}” is not the right name.",
            Places = [text.Place(start, at + name.Wrong.Length - start)],
            Advice = new Advice { Zh = $"应为“{name.Right}”。", En = $"It should be “{name.Right}”." },
        };
    }
}
