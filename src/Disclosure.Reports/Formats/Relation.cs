namespace Disclosure.Reports.Formats;

public enum RelationScope
{
    /// <summary>Between cells of one report.</summary>
    Intra,

    /// <summary>Between this report and last year's.</summary>
    PriorYear,
}

public enum RelationOperator
{
    Equal,
    LessOrEqual,
    GreaterOrEqual,
}

/// <summary>勾稽关系: two sums of cells that must agree.</summary>
public sealed record Relation
{
    public required string Id { get; init; }

    public required RelationScope Scope { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>True if the printed form itself states the relation.</summary>
    public required bool Official { get; init; }

    /// <summary>The relation in Chinese words.</summary>
    public required string Text { get; init; }

    /// <summary>The relation in English words.</summary>
    public required string TextEn { get; init; }

    public required IReadOnlyList<RelationTerm> Left { get; init; }

    public required RelationOperator Operator { get; init; }

    public required IReadOnlyList<RelationTerm> Right { get; init; }

    /// <summary>Added to the right side.</summary>
    public decimal RightConstant { get; init; }

    /// <summary>For <see cref="RelationScope.PriorYear"/>: holds also where last year's report has another edition.</summary>
    public bool ValidAcrossEditions { get; init; }
}

/// <param name="Key">The cell.</param>
/// <param name="Sign">1 or -1.</param>
/// <param name="YearOffset">0 for this report, -1 for last year's.</param>
public sealed record RelationTerm(CellKey Key, int Sign, int YearOffset);
