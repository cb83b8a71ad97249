using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>A constraint of a route parameter, with what can be said of all texts that meet it.</summary>
internal sealed partial class Constraint
{
    private static readonly string[] s_digitsOnly = ["int", "long", "decimal", "min", "max", "range"];
    private static readonly string[] s_numbers = [.. s_digitsOnly, "double", "float"];
    private readonly string _parameter;
    private readonly string _kind;
    private readonly IRouteConstraint? _check;

    private Constraint(string parameter, string content, IRouteConstraint? check)
    {
        _parameter = parameter;
        _check = check;
        _kind = content.Split('(', 2)[0];
        (MinLength, MaxLength) = Lengths(content);
        if (Alternatives().Match(content) is { Success: true } match)
        {
            Texts = [.. match.Groups["text"].Captures.Select(text => text.Value.Replace("\\", "", StringComparison.Ordinal))];
        }
        else if (content is "regex(^$)")
        {
            // A segment is never empty: this one only serves to make a root route.
            Texts = [];
        }
    }

    /// <summary>All texts that meet it, if they can be listed.</summary>
    public IReadOnlyList<string>? Texts { get; }

    public int MinLength { get; }

    public int MaxLength { get; }

    public bool Accepts(string text) =>
        _check?.Match(null, null, _parameter, new RouteValueDictionary { [_parameter] = text }, RouteDirection.IncomingRequest) ?? true;

    /// <summary>Whether it is certain that no text meets both.</summary>
    public bool Excludes(Constraint other) =>
        MinLength > other.MaxLength || MaxLength < other.MinLength || ExcludesKind(other) || other.ExcludesKind(this);

    /// <summary>Whether it is certain that no text with this character meets it.</summary>
    public bool ExcludesCharacter(char character) =>
        s_digitsOnly.Contains(_kind) ? char.IsLetter(character) || character is '_'
        : _kind == "alpha" ? !char.IsAsciiLetter(character)
        : Texts is not null && !Texts.Any(text => text.Contains(character, StringComparison.OrdinalIgnoreCase));

    public static Constraint From(
        RoutePatternParameterPart parameter,
        RoutePatternParameterPolicyReference policy,
        ParameterPolicyFactory factory
    ) => new(parameter.Name, policy.Content ?? "", factory.Create(parameter, policy) as IRouteConstraint);

    // Not in the list, on purpose: a Guid may be 32 digits or 32 letters, and double.Parse knows the words NaN and Infinity.
    private bool ExcludesKind(Constraint other) =>
        (s_digitsOnly.Contains(_kind) && other._kind is "bool" or "alpha")
        || (s_numbers.Contains(_kind) && other._kind is "bool")
        || (_kind is "bool" && other._kind is "guid");

    private static (int Min, int Max) Lengths(string content)
    {
        var match = LengthRule().Match(content);
        if (!match.Success)
        {
            return (0, int.MaxValue);
        }

        var first = int.Parse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture);
        var second = match.Groups["second"] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : first;
        return match.Groups["kind"].Value switch
        {
            "minlength" => (first, int.MaxValue),
            "maxlength" => (0, first),
            _ => (first, second),
        };
    }

    [GeneratedRegex(@"^(?<kind>length|minlength|maxlength)\((?<first>\d+)(,\s*(?<second>\d+))?\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LengthRule();

    // regex(^a$), regex(^(a|b.c)$): a list of plain words.
    [GeneratedRegex(@"^regex\(\^\(?(\?:)?(?<text>(\w|-|\\\.)+)(\|(?<text>(\w|-|\\\.)+))*\)?\$\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternatives();
}
