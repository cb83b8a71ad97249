using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Import.Variants;

public enum PageShape
{
    Html,
    HtmlOfBlocks,
    HtmlPreformatted,
    TextCellALine,
    TextTabs,
    TextSheet,
    TextSpaces,
    TextMarkdown,
}

/// <summary>How a site prints a report; each member is a habit met in published pages.</summary>
internal sealed class PageStyle
{
    public PageShape Shape { get; set; }

    /// <summary>What happens to every figure on its way into its cell.</summary>
    public Func<string, string> Figure { get; set; } = text => text;

    /// <summary>What happens to every printed label.</summary>
    public Func<string, string> Label { get; set; } = text => text;

    /// <summary>What stands for zero, where the figure is zero; null for 0.</summary>
    public string? Zero { get; set; }

    public Func<PrintedTable, IEnumerable<PrintedTable>> Tables { get; set; } = table => [table];

    public Func<string, string> Heading { get; set; } = text => text;

    /// <summary>The markup of a cell around its text.</summary>
    public Func<string, bool, string> Cell { get; set; } = (text, _) => text;

    /// <summary>The attributes of a cell with spans.</summary>
    public Func<int, int, string> Spans { get; set; } =
        (rows, columns) => (rows > 1 ? $" rowspan=\"{rows}\"" : "") + (columns > 1 ? $" colspan={columns}" : "");

    public Func<string, string> Body { get; set; } = body => body;

    /// <summary>The whole document at the end.</summary>
    public Func<string, string> Page { get; set; } = page => page;

    public string MetadataAs { get; set; } = "table";

    /// <summary>Columns that the page leaves out, by key.</summary>
    public HashSet<string> LeftOut { get; } = [];
}

/// <param name="Id">The format's table.</param>
/// <param name="Rows">Cells in reading order.</param>
internal sealed record PrintedTable(string Id, List<List<PrintedCell>> Rows)
{
    public PrintedTable With(Func<PrintedCell, IEnumerable<PrintedCell>> cell) =>
        this with
        {
            Rows = [.. Rows.Select(row => row.SelectMany(cell).ToList())],
        };
}

/// <param name="Text">Label or figure; empty for a blank.</param>
/// <param name="Column">Its column in the printed grid.</param>
/// <param name="Key">Set for a figure.</param>
internal sealed record PrintedCell(string Text, int Column, int RowSpan, int ColSpan, CellKey? Key);
