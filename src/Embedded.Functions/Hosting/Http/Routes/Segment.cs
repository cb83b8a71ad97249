using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>What one segment of a path may be.</summary>
internal abstract record Segment
{
    private Segment() { }

    /// <summary>How the router ranks it: lower is more specific and wins.</summary>
    public abstract int Rank { get; }

    /// <summary>Exactly this text, whatever the case.</summary>
    public sealed record Literal(string Text) : Segment
    {
        public override int Rank => 0;
    }

    /// <summary>Any text that meets the constraints.</summary>
    public sealed record Parameter(IReadOnlyList<Constraint> Constraints) : Segment
    {
        public override int Rank => Constraints.Count > 0 ? 2 : 3;

        public bool Accepts(string text) => Constraints.All(constraint => constraint.Accepts(text));
    }

    /// <summary>Literals and parameters in one segment, as <c>{name}.pdf</c>. Constraints within are not looked at.</summary>
    public sealed record Mixed(string Prefix, string Suffix, Regex Shape) : Segment
    {
        public override int Rank => 1;
    }

    /// <summary>Reads a segment of a parsed template.</summary>
    /// <exception cref="InvalidOperationException">A constraint is unknown or malformed.</exception>
    public static Segment From(RoutePatternPathSegment segment, ParameterPolicyFactory policies)
    {
        switch (segment.Parts)
        {
            case [RoutePatternLiteralPart literal]:
                return new Literal(literal.Content);
            case [RoutePatternParameterPart parameter]:
                return new Parameter([.. parameter.ParameterPolicies.Select(policy => Constraint.From(parameter, policy, policies))]);
            default:
                var shape = string.Concat(
                    segment.Parts.Select(part => part is RoutePatternParameterPart ? ".*" : Regex.Escape(LiteralOf(part)))
                );
                return new Mixed(
                    LiteralOf(segment.Parts[0]),
                    LiteralOf(segment.Parts[^1]),
                    new Regex($"^{shape}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
                );
        }
    }

    private static string LiteralOf(RoutePatternPart part) =>
        part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            // The separator before an optional part goes with it.
            _ => "",
        };
}
