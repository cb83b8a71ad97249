using System.Globalization;

namespace Disclosure.Reports.Formats;

/// <summary>
/// The files say each relation in Chinese only; the English is put together from the labels. What all terms share, a row or a
/// column, is said once before them.
/// </summary>
internal static class RelationWords
{
    private const int NamedTerms = 6;

    public static string English(
        IReadOnlyList<RelationTerm> left,
        string op,
        IReadOnlyList<RelationTerm> right,
        decimal constant,
        IReadOnlyDictionary<CellKey, CellFormat> cells
    )
    {
        var terms = left.Concat(right).Select(term => cells[term.Key]).ToList();
        var (lead, name) = terms switch
        {
            [var first, ..] when terms.TrueForAll(cell => cell.Row == first.Row) => (
                first.Row.LabelEn,
                (Func<CellFormat, string>)ColumnName
            ),
            [var first, ..] when terms.TrueForAll(cell => cell.Column == first.Column) => (first.Column.LabelEn, cell => cell.Row.LabelEn),
            _ => (null, cell => cell.LabelEn),
        };
        var words = $"{Side(left, 0, cells, name)} {Sign(op)} {Side(right, constant, cells, name)}";
        return lead is null ? words : $"{lead}: {words}";
    }

    private static string Sign(string op) =>
        op switch
        {
            "<=" => "≤",
            ">=" => "≥",
            _ => op,
        };

    private static string Side(
        IReadOnlyList<RelationTerm> terms,
        decimal constant,
        IReadOnlyDictionary<CellKey, CellFormat> cells,
        Func<CellFormat, string> name
    ) =>
        terms.Count switch
        {
            0 => constant.ToString(CultureInfo.InvariantCulture),
            > NamedTerms => $"the sum of {terms.Count} items",
            _ => string.Concat(terms.Select((term, i) => Joint(term, i) + Quoted(term, name(cells[term.Key])))),
        };

    private static string Joint(RelationTerm term, int index) =>
        index == 0 ? string.Empty
        : term.Sign < 0 ? " − "
        : " + ";

    // Last year's term may be of another edition's file, but its key is one of this edition's.
    private static string Quoted(RelationTerm term, string name) => term.YearOffset < 0 ? $"last year's “{name}”" : $"“{name}”";

    // A table without row labels names its columns by their heads.
    private static string ColumnName(CellFormat cell) => cell.Row.Label.Length == 0 ? cell.LabelEn : cell.Column.LabelEn;
}
