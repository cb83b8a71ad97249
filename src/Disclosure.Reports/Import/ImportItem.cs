using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>A line of a text, or a cell of a table, in reading order.</summary>
internal sealed class ImportItem(string text, int line, int? row)
{
    private string? flat;
    private string? label;

    /// <summary>As written, trimmed; empty only for a cell.</summary>
    public string Text { get; } = text;

    /// <summary>Line of the source, from 1; 0 where the source has none.</summary>
    public int Line { get; } = line;

    /// <summary>The table row that a cell stands in; null for a line of text.</summary>
    public int? Row { get; } = row;

    public bool IsCell => Row is not null;

    /// <summary>Folded, without white space.</summary>
    public string Flat => flat ??= FlatText.Of(Text).Value.Replace("\n", string.Empty, StringComparison.Ordinal);

    /// <summary>Letters and digits of <see cref="Flat"/>: what labels are compared by.</summary>
    public string Label => label ??= Labels.Normalize(Flat);
}
