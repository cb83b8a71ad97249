using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>One way in which a route can be met: so many segments, and perhaps any number more.</summary>
internal sealed record RouteShape(IReadOnlyList<Segment> Segments, bool IsCatchAll)
{
    /// <summary>All shapes of a template: an optional last parameter makes two.</summary>
    /// <exception cref="InvalidOperationException">A constraint is unknown or malformed.</exception>
    public static IReadOnlyList<RouteShape> Of(RoutePattern pattern, ParameterPolicyFactory policies)
    {
        var segments = pattern.PathSegments;
        if (segments is [.., { Parts: [RoutePatternParameterPart { IsCatchAll: true }] }])
        {
            return [new RouteShape([.. segments.SkipLast(1).Select(Read)], IsCatchAll: true)];
        }

        var shapes = new List<RouteShape> { new([.. segments.Select(Read)], IsCatchAll: false) };
        for (var count = segments.Count; count > 0 && MayBeAbsent(segments[count - 1]); count--)
        {
            shapes.Add(new RouteShape([.. segments.Take(count - 1).Select(Read)], IsCatchAll: false));
        }

        return [.. shapes.Where(shape => !shape.Segments.Any(IsNever))];

        Segment Read(RoutePatternPathSegment segment) => Segment.From(segment, policies);

        bool MayBeAbsent(RoutePatternPathSegment segment) =>
            segment.Parts is [RoutePatternParameterPart part] && (part.IsOptional || pattern.Defaults.ContainsKey(part.Name));
    }

    /// <summary>Whether some path has both shapes.</summary>
    public bool Overlaps(RouteShape other)
    {
        var common = Math.Min(Segments.Count, other.Segments.Count);
        for (var i = 0; i < common; i++)
        {
            if (!SegmentOverlap.Exists(Segments[i], other.Segments[i]))
            {
                return false;
            }
        }

        return (Segments.Count == common || other.IsCatchAll) && (other.Segments.Count == common || IsCatchAll);
    }

    /// <summary>Whether the router prefers the other for every path that has both shapes: this one only takes what is left.</summary>
    public bool YieldsTo(RouteShape other)
    {
        if (!IsCatchAll || Segments.Count > other.Segments.Count || (Segments.Count == other.Segments.Count && other.IsCatchAll))
        {
            return false;
        }

        return Segments.Zip(other.Segments, (own, others) => own.Rank >= others.Rank).All(yields => yields);
    }

    private static bool IsNever(Segment segment) =>
        segment is Segment.Parameter { Constraints: var constraints } && constraints.Any(constraint => constraint.Texts is { Count: 0 });
}
