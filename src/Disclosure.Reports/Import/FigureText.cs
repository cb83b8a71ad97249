using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>A piece of a table as it was read: a figure, a blank, or a label.</summary>
internal sealed partial class FigureText
{
    private FigureText() { }

    public required string Text { get; init; }

    public int Line { get; private init; }

    public int? Row { get; private init; }

    /// <summary>Null for a blank and for a label.</summary>
    public decimal? Value { get; private init; }

    /// <summary>元 or 万元, if it stands behind the figure.</summary>
    public string? Unit { get; private init; }

    /// <summary>An empty cell, or a stroke or the word 无 in place of a figure.</summary>
    public bool IsBlank { get; private init; }

    public bool IsLabel => Value is null && !IsBlank;

    /// <summary>The pieces of a table's items: a cell is one; a line falls apart where figures follow a label.</summary>
    public static List<FigureText> Of(IEnumerable<ImportItem> items) =>
        [.. items.SelectMany(item => item.IsCell ? [Of(item.Flat, item)] : Pieces(item).Select(piece => Of(piece, item)))];

    private static IEnumerable<string> Pieces(ImportItem item)
    {
        var pieces = Texts.TextFolding.Fold(item.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var label = new List<string>();
        for (var i = 0; i < pieces.Length; i++)
        {
            // "1 属于国家秘密" is a label with its number.
            var numbering = label.Count == 0 && i + 1 < pieces.Length && pieces.Length == 2 && !IsFigure(pieces[i + 1]);
            if (IsFigure(pieces[i]) && !numbering)
            {
                if (label.Count > 0)
                {
                    yield return string.Concat(label);
                    label.Clear();
                }

                yield return pieces[i];
            }
            else
            {
                label.Add(pieces[i]);
            }
        }

        if (label.Count > 0)
        {
            yield return string.Concat(label);
        }
    }

    private static bool IsFigure(string piece) => Figure().IsMatch(Change().Replace(piece, "+")) || Stroke().IsMatch(piece);

    private static FigureText Of(string flat, ImportItem item)
    {
        // 减4 is how many write a decrease where the form has one column for both.
        var signed = Change().Replace(flat, m => m.Value[0] == '减' ? "-" : "+");
        var match = Figure().Match(signed);
        var parsed = decimal.TryParse(
            match.Groups["n"].ValueSpan,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        );
        return new FigureText
        {
            Text = flat,
            Line = item.Line,
            Row = item.Row,
            Value = match.Success && parsed ? value : null,
            Unit = match.Groups["unit"].Value is "元" or "万元" ? match.Groups["unit"].Value : null,
            IsBlank = flat.Length == 0 || Stroke().IsMatch(flat),
        };
    }

    /// <summary>The figure in the column's own unit; a count keeps what was read.</summary>
    public decimal? In(ColumnFormat column) =>
        (column.Kind, Unit, column.Unit) switch
        {
            (FigureKind.Amount, "元", "万元") => Value / 10_000,
            (FigureKind.Amount, "万元", null or "元") => Value * 10_000,
            _ => Value,
        };

    [GeneratedRegex(
        @"^(?<n>[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,8})?)(?<unit>件|条|项|个|宗|起|元|万元)?$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Figure();

    [GeneratedRegex(@"^(减少|减|增加|增)(?=\d)", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Change();

    [GeneratedRegex(@"^([/\\|*]|-{1,3}|无|空|空白|未填|未填写)$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Stroke();
}
