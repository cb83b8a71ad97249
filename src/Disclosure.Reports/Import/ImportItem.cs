using System.Runtime.InteropServices;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>Where a cell stands. Tables and rows are numbered through the whole source, columns from 0 within their table.</summary>
/// <param name="IsExact">False where the column was reckoned from a page's spans, or from lines of unequal length: a claim to be checked.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellPlace(int Table, int Row, int Column, bool IsExact);

/// <summary>A line of a text, or a line of a table's cell, in reading order.</summary>
internal sealed class ImportItem(string text, int line, CellPlace? place = null)
{
    private string? flat;
    private string? label;

    /// <summary>As written, trimmed; empty only for a cell.</summary>
    public string Text { get; } = text;

    /// <summary>Line of the source, from 1; 0 where the source has none.</summary>
    public int Line { get; } = line;

    /// <summary>Null for a line of text.</summary>
    public CellPlace? Place { get; } = place;

    public bool IsCell => Place is not null;

    /// <summary>Folded, without white space.</summary>
    public string Flat => flat ??= FlatText.Of(Text).Value.Replace("\n", string.Empty, StringComparison.Ordinal);

    /// <summary>Letters and digits of <see cref="Flat"/>: what labels are compared by.</summary>
    public string Label => label ??= Labels.Normalize(Flat);
}
