using System.Collections;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>
/// Every figure of one edition, in its order; a blank one is null. Immutable, equal by value. The cells are always exactly the
/// edition's: there is nothing to be missing or unknown.
/// </summary>
public sealed class CellValues : IEnumerable<KeyValuePair<CellKey, decimal?>>, IEquatable<CellValues>
{
    private readonly decimal?[] values;

    private CellValues(FormatEdition edition, decimal?[] values) => (Edition, this.values) = (edition, values);

    public FormatEdition Edition { get; }

    public int Count => values.Length;

    /// <summary>The figure, or null if the cell is blank.</summary>
    /// <exception cref="KeyNotFoundException">The edition has no such cell.</exception>
    public decimal? this[CellKey key] => values[Ordinal(key)];

    /// <summary>The figure at a position of <see cref="FormatEdition.Cells"/>.</summary>
    public decimal? this[int ordinal] => values[ordinal];

    public static CellValues Blank(FormatEdition edition) => new(edition, new decimal?[edition.Cells.Count]);

    /// <exception cref="KeyNotFoundException">The edition has no such cell.</exception>
    public CellValues With(CellKey key, decimal? value) => With([KeyValuePair.Create(key, value)]);

    /// <summary>A copy with some figures changed; of two for one cell the later counts.</summary>
    /// <exception cref="KeyNotFoundException">The edition has no such cell.</exception>
    public CellValues With(IEnumerable<KeyValuePair<CellKey, decimal?>> changes)
    {
        var copy = (decimal?[])values.Clone();
        foreach (var (key, value) in changes)
        {
            copy[Ordinal(key)] = value;
        }

        return new CellValues(Edition, copy);
    }

    public bool TryGet(CellKey key, out decimal? value)
    {
        var known = Edition.TryGetCell(key, out var cell);
        value = known ? values[cell!.Ordinal] : null;
        return known;
    }

    public IEnumerator<KeyValuePair<CellKey, decimal?>> GetEnumerator() =>
        Edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, values[cell.Ordinal])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(CellValues? other) =>
        other is not null && ReferenceEquals(Edition, other.Edition) && values.AsSpan().SequenceEqual(other.values);

    public override bool Equals(object? obj) => Equals(obj as CellValues);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    private int Ordinal(CellKey key) =>
        Edition.TryGetCell(key, out var cell)
            ? cell.Ordinal
            : throw new KeyNotFoundException($"Edition {Edition.Edition} has no cell '{key}'.");
}
