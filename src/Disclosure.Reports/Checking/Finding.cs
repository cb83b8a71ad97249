using System.Text.Json.Serialization;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking;

/// <summary>Something that a check found, where, and what to do about it.</summary>
public sealed record Finding
{
    /// <summary>
    /// Rule and place, the same in every run over the same content, and unchanged by edits elsewhere: a reason given for a
    /// warning stays with it. Holds no text of the report.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Stable name of the rule, as in <c>figures-relation</c>.</summary>
    public required string Rule { get; init; }

    public required Severity Severity { get; init; }

    public required string MessageZh { get; init; }

    public required string MessageEn { get; init; }

    public required IReadOnlyList<FindingPlace> Places { get; init; }

    public Advice? Advice { get; init; }
}

/// <summary>Where a finding is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Cell), "cell")]
[JsonDerivedType(typeof(Text), "text")]
[JsonDerivedType(typeof(Metadata), "metadata")]
public abstract record FindingPlace
{
    private FindingPlace() { }

    public sealed record Cell(CellKey Key) : FindingPlace;

    /// <param name="Section">preamble, overview, problems, other, or title.</param>
    /// <param name="Start">UTF-16 offset in that text.</param>
    /// <param name="Length">0 for the text as a whole.</param>
    public sealed record Text(string Section, int Start, int Length) : FindingPlace;

    /// <param name="Key">A key of <see cref="Content.MetadataField"/>.</param>
    public sealed record Metadata(string Key) : FindingPlace;
}

/// <summary>What to change so that a finding goes away.</summary>
public sealed record Advice
{
    public required string Zh { get; init; }

    public required string En { get; init; }

    /// <summary>The same as figures to set; empty if only words can say it.</summary>
    public IReadOnlyList<CellPatch> Patch { get; init; } = [];
}

public sealed record CellPatch(CellKey Key, decimal? Value);
