using System.Diagnostics.CodeAnalysis;

namespace Disclosure.Reports.Formats;

/// <summary>
/// Where a figure stands. Written <c>requests/new_received/natural</c>, or with a part
/// <c>proactive/art20_1/rules/made</c>.
/// </summary>
public readonly record struct CellKey(string Table, string? Part, string Row, string Col)
{
    public CellKey(string table, string row, string col)
        : this(table, null, row, col) { }

    public static bool TryParse([NotNullWhen(true)] string? text, out CellKey key)
    {
        var pieces = text?.Split('/') ?? [];
        key = pieces switch
        {
            [var table, var row, var col] => new CellKey(table, null, row, col),
            [var table, var part, var row, var col] => new CellKey(table, part, row, col),
            _ => default,
        };
        return pieces.Length is 3 or 4 && Array.TrueForAll(pieces, piece => piece.Length > 0);
    }

    /// <exception cref="FormatException">Not three or four names with slashes between them.</exception>
    public static CellKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException("A cell key is table/row/column or table/part/row/column.");

    public override string ToString() => Part is null ? $"{Table}/{Row}/{Col}" : $"{Table}/{Part}/{Row}/{Col}";
}
