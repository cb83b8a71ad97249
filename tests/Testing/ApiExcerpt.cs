using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>
/// A listing of somebody else's public surface, in the form of <see cref="ApiSignatures"/>, against which ours is held: what we
/// declare in their namespaces must stand there with the same signature.
/// </summary>
public sealed partial class ApiExcerpt
{
    private readonly Dictionary<string, Listed> _types = new(StringComparer.Ordinal);

    private ApiExcerpt() { }

    /// <summary>Lines that begin with # are comments. A type listed twice (in two assemblies) has the members of both.</summary>
    public static ApiExcerpt Parse(string text)
    {
        var excerpt = new ApiExcerpt();
        Listed? current = null;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("T ", StringComparison.Ordinal))
            {
                var name = NameOf(line);
                if (!excerpt._types.TryGetValue(name, out current))
                {
                    excerpt._types.Add(name, current = new Listed(line));
                }
            }
            else
            {
                current?.Members.Add(line.Trim());
            }
        }

        return excerpt;
    }

    /// <returns>What of our surface does not stand in the listing, a line each; empty if all does.</returns>
    public IReadOnlyList<string> FindProblems(Assembly assembly, string namespacePrefix) =>
        [.. ApiSignatures.Of(assembly, namespacePrefix).SelectMany(FindProblems)];

    /// <summary>The lines of the listing that our surface needs: the excerpt to keep.</summary>
    public string Cut(Assembly assembly, string namespacePrefix)
    {
        var text = new StringBuilder();
        foreach (var type in ApiSignatures.Of(assembly, namespacePrefix))
        {
            if (_types.TryGetValue(type.Name, out var listed))
            {
                var wanted = type.Members.Select(Normal).ToHashSet(StringComparer.Ordinal);
                text.Append(listed.Line).Append('\n');
                foreach (var member in listed.Members.Where(member => wanted.Contains(Normal(member))))
                {
                    text.Append("  ").Append(member).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> FindProblems(ApiType type)
    {
        if (!_types.TryGetValue(type.Name, out var listed))
        {
            return [$"{type.Name}: no such type"];
        }

        var line = Normal(listed.Line["T ".Length..]);
        var bases = line.Contains(" : ", StringComparison.Ordinal) ? line[(line.IndexOf(" : ", StringComparison.Ordinal) + 3)..] : "";
        var members = listed.Members.Select(Normal).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. line == type.Head || line.StartsWith(type.Head + " ", StringComparison.Ordinal)
                ? Array.Empty<string>()
                : [$"{type.Name}: we say '{type.Head}', they '{line}'"],
            .. type
                .Bases.Where(one =>
                    !$" {bases},".Contains($" {one},", StringComparison.Ordinal) && !bases.Contains(one + " [", StringComparison.Ordinal)
                )
                .Select(one => $"{type.Name}: is not a {one} there"),
            .. line.Contains(type.Usage, StringComparison.Ordinal)
                ? Array.Empty<string>()
                : [$"{type.Name}: we say {type.Usage}, they '{line}'"],
            .. type.Members.Where(member => !members.Contains(Normal(member))).Select(member => $"{type.Name}: no such member: {member}"),
        ];
    }

    private static string NameOf(string line) => TypeName().Match(line).Groups["name"].Value;

    // A ? after a type parameter is an artefact of how the listing was made; obsolete members keep their signature.
    private static string Normal(string line) => NullableParameter().Replace(Obsolete().Replace(line, ""), "${parameter}");

    [GeneratedRegex(
        @"^T (?:(?:static|abstract|sealed|record|class|struct|interface|enum|delegate) )+(?<name>[^\s<]+(?:<[^>]*>)?)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?<parameter>T([A-Z]\w*)?)\?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NullableParameter();

    [GeneratedRegex(@" \[Obsolete: .*\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Obsolete();

    private sealed record Listed(string Line)
    {
        public List<string> Members { get; } = [];
    }
}
