using System.Globalization;

namespace Disclosure.Reports.Checking;

/// <summary>
/// Numbers findings of one kind in one text, so that an id stays the same when something else is edited and yet says nothing
/// of what was found.
/// </summary>
internal sealed class Occurrences
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public string Id(string rule, string place, string what)
    {
        var stem = $"{rule}:{place}:{what}";
        var count = counts[stem] = counts.GetValueOrDefault(stem) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{stem}:{count}");
    }
}
