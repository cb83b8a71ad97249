using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Disclosure.Reports.Formats;

/// <summary>
/// The format that the General Office prescribes for a range of report years: sections, tables and relations. Editions are
/// data (embedded <c>format-*.json</c>); a new one is a new file.
/// </summary>
public sealed class FormatEdition
{
    private static readonly Lazy<IReadOnlyList<FormatEdition>> Loaded = new(FormatReader.ReadAll);

    private readonly FrozenDictionary<CellKey, CellFormat> byKey;

    internal FormatEdition(IReadOnlyList<TableFormat> tables)
    {
        Tables = tables;
        Cells = CellFormats.Of(tables);
        byKey = Cells.ToFrozenDictionary(cell => cell.Key);
    }

    /// <summary>"2019" or "2021".</summary>
    public required string Edition { get; init; }

    /// <summary>The notice that prescribes it.</summary>
    public required string Instrument { get; init; }

    public required int FirstReportYear { get; init; }

    /// <summary>Null while the edition is in force.</summary>
    public int? LastReportYear { get; init; }

    /// <summary>With <c>{organ}</c> and <c>{year}</c>.</summary>
    public required string TitlePattern { get; init; }

    /// <summary>The six sections in order.</summary>
    public required IReadOnlyList<SectionFormat> Sections { get; init; }

    /// <summary>The tables in the order of their sections.</summary>
    public IReadOnlyList<TableFormat> Tables { get; }

    /// <summary>Every figure, in reading order: the order of content, documents and digests.</summary>
    public IReadOnlyList<CellFormat> Cells { get; }

    public required IReadOnlyList<Relation> Relations { get; init; }

    /// <summary>All editions, oldest first.</summary>
    public static IReadOnlyList<FormatEdition> All => Loaded.Value;

    /// <exception cref="ArgumentOutOfRangeException">No edition covers the year (before 2019).</exception>
    public static FormatEdition For(int reportYear) =>
        TryFor(reportYear, out var edition)
            ? edition
            : throw new ArgumentOutOfRangeException(nameof(reportYear), reportYear, "No format edition covers this report year.");

    public static bool TryFor(int reportYear, [NotNullWhen(true)] out FormatEdition? edition)
    {
        edition = All.FirstOrDefault(e => reportYear >= e.FirstReportYear && reportYear <= (e.LastReportYear ?? int.MaxValue));
        return edition is not null;
    }

    public bool TryGetCell(CellKey key, [NotNullWhen(true)] out CellFormat? cell) => byKey.TryGetValue(key, out cell);

    /// <exception cref="KeyNotFoundException">The edition has no such table.</exception>
    public TableFormat Table(string id) =>
        Tables.FirstOrDefault(table => string.Equals(table.Id, id, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"Edition {Edition} has no table '{id}'.");

    /// <exception cref="KeyNotFoundException">The edition has no such section.</exception>
    public SectionFormat Section(string key) =>
        Sections.FirstOrDefault(section => string.Equals(section.Key, key, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"Edition {Edition} has no section '{key}'.");

    /// <summary>The official title for an organ's report.</summary>
    public string TitleFor(string organName, int year) =>
        TitlePattern
            .Replace("{organ}", organName, StringComparison.Ordinal)
            .Replace("{year}", year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
