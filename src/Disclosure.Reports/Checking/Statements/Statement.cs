using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>A figure that a text states and a table knows.</summary>
internal sealed record Statement
{
    public required SectionText Text { get; init; }

    /// <summary>Where it stands in the flat text.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }

    public required decimal Value { get; init; }

    public required StatementKind Kind { get; init; }
}

/// <summary>What a stated figure may refer to: one of several sums of cells.</summary>
/// <param name="Key">Stable, for ids.</param>
/// <param name="Zh">What it counts, in Chinese.</param>
/// <param name="En">What it counts, in English.</param>
/// <param name="Sums">
/// Ways in which careful writers count it; the first is the plain one. A text agrees if any of them gives its figure.
/// </param>
internal sealed record StatementKind(string Key, string Zh, string En, IReadOnlyList<IReadOnlyList<CellKey>> Sums)
{
    public IReadOnlyList<CellKey> Plain => Sums[0];

    /// <summary>The figures of the tables; null if a cell is blank or not of the edition, and nothing can be said.</summary>
    public IReadOnlyList<decimal>? Expected(CellValues cells)
    {
        var expected = new List<decimal>();
        foreach (var sum in Sums)
        {
            decimal total = 0;
            foreach (var key in sum)
            {
                if (!cells.TryGet(key, out var value) || value is null)
                {
                    return null;
                }

                total += value.Value;
            }

            expected.Add(total);
        }

        return expected;
    }
}
