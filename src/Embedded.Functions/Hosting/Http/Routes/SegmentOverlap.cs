namespace Embedded.Functions.Hosting.Http.Routes;

/// <summary>
/// Whether some text is both segments. Where that cannot be decided the answer is yes: who reads the routes could not decide it
/// either.
/// </summary>
internal static class SegmentOverlap
{
    public static bool Exists(Segment left, Segment right) =>
        (left, right) switch
        {
            (Segment.Literal a, Segment.Literal b) => string.Equals(a.Text, b.Text, StringComparison.OrdinalIgnoreCase),
            (Segment.Literal a, Segment.Parameter b) => b.Accepts(a.Text),
            (Segment.Parameter a, Segment.Literal b) => a.Accepts(b.Text),
            (Segment.Literal a, Segment.Mixed b) => b.Shape.IsMatch(a.Text),
            (Segment.Mixed a, Segment.Literal b) => a.Shape.IsMatch(b.Text),
            (Segment.Parameter a, Segment.Parameter b) => Exists(a, b),
            (Segment.Parameter a, Segment.Mixed b) => Exists(a, b),
            (Segment.Mixed a, Segment.Parameter b) => Exists(b, a),
            (Segment.Mixed a, Segment.Mixed b) => EndsAgree(a.Prefix, b.Prefix, fromStart: true)
                && EndsAgree(a.Suffix, b.Suffix, fromStart: false),
            _ => true,
        };

    private static bool Exists(Segment.Parameter left, Segment.Parameter right)
    {
        if (Listed(left) is { } texts)
        {
            return texts.Any(text => left.Accepts(text) && right.Accepts(text));
        }

        if (Listed(right) is { } others)
        {
            return others.Any(text => left.Accepts(text) && right.Accepts(text));
        }

        return !left.Constraints.Any(a => right.Constraints.Any(a.Excludes));
    }

    private static bool Exists(Segment.Parameter parameter, Segment.Mixed mixed) =>
        Listed(parameter) is { } texts
            ? texts.Any(text => parameter.Accepts(text) && mixed.Shape.IsMatch(text))
            : !parameter.Constraints.Any(constraint => (mixed.Prefix + mixed.Suffix).Any(constraint.ExcludesCharacter));

    private static IReadOnlyList<string>? Listed(Segment.Parameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.Texts).FirstOrDefault(texts => texts is not null);

    private static bool EndsAgree(string left, string right, bool fromStart)
    {
        var (longer, shorter) = left.Length >= right.Length ? (left, right) : (right, left);
        return fromStart
            ? longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase)
            : longer.EndsWith(shorter, StringComparison.OrdinalIgnoreCase);
    }
}
