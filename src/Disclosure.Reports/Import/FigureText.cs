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

    public CellPlace? Place { get; private init; }

    public int? Row => Place?.Row;

    /// <summary>Null for a blank and for a label.</summary>
    public decimal? Value { get; private init; }

    /// <summary>元 or 万元, if it stands behind the figure.</summary>
    public string? Unit { get; private init; }

    /// <summary>An empty cell, or a stroke or the word 无 in place of a figure.</summary>
    public bool IsBlank { get; private init; }

    /// <summary>An empty cell.</summary>
    public bool IsEmpty => IsBlank && Text.Length == 0;

    public bool IsLabel => Value is null && !IsBlank;

    /// <summary>The pieces of a table's items: a cell is one; a line falls apart where figures follow a label.</summary>
    public static List<FigureText> Of(IEnumerable<ImportItem> items) =>
        [.. items.SelectMany(item => item.IsCell ? [Of(item.Flat, item)] : Pieces(item).Select(piece => Of(piece, item)))];

    /// <summary>True for what stands in the place of a figure: digits, or a stroke.</summary>
    public static bool IsFigure(string flat) =>
        flat.Length <= 24 && (Figure().IsMatch(Change().Replace(flat, "+")) || Stroke().IsMatch(flat));

    private static IEnumerable<string> Pieces(ImportItem item)
    {
        var pieces = TextFolding.Fold(item.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (IsSentence(item.Flat, pieces))
        {
            yield return item.Flat;
            yield break;
        }

        var label = new List<string>();
        for (var i = 0; i < pieces.Length; i++)
        {
            // "1 属于国家秘密 0 0" begins with its number.
            var numbering = i == 0 && pieces.Length > 1 && !IsFigure(pieces[1]);
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

    // A number in a sentence is no cell: "办理行政许可 12 件，…".
    private static bool IsSentence(string flat, string[] pieces)
    {
        var outside = Remark().Replace(flat, string.Empty);
        return outside.AsSpan().ContainsAny('。', ';', '!')
            || (Comma().IsMatch(outside) && pieces.Reverse().TakeWhile(IsFigure).Count() < 2);
    }

    /// <summary>The figure of a cell that is known by its name.</summary>
    public static FigureText Of(string text, int line)
    {
        var item = new ImportItem(TextItems.Clean(text), line);
        return Of(item.Flat, item);
    }

    private static FigureText Of(string flat, ImportItem item)
    {
        // 减4 is how many write a decrease where the form has one column for both.
        var signed = Change().Replace(flat, m => m.Value[0] == '减' ? "-" : "+");
        var match = flat.Length <= 24 ? Figure().Match(signed) : Match.Empty;
        var number = match.Groups["n"].Value;
        var parsed = decimal.TryParse(
            number is "零" or "〇" ? "0" : number,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        );
        return new FigureText
        {
            Text = flat,
            Line = item.Line,
            Place = item.Place,
            Value = match.Success && parsed ? value : null,
            Unit = match.Groups["unit"].Value is "元" or "万元" ? match.Groups["unit"].Value : null,
            IsBlank = flat.Length == 0 || (flat.Length <= 6 && Stroke().IsMatch(flat)),
        };
    }

    /// <summary>The figure in the column's own unit; a count keeps what was read.</summary>
    /// <param name="column">Says the unit.</param>
    /// <param name="headUnit">The unit that the column's printed head gave, if it gave one; a unit behind the figure goes before it.</param>
    public decimal? In(ColumnFormat column, string? headUnit) =>
        (column.Kind, Unit ?? headUnit, column.Unit) switch
        {
            (FigureKind.Amount, "元", "万元") => Value / 10_000,
            (FigureKind.Amount, "万元", null or "元") => Value * 10_000,
            _ => Value,
        };

    [GeneratedRegex(
        @"^(?<n>[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,8})?|零|〇)(?<unit>件|条|项|个|宗|起|份|次|例|部|笔|元|万元)?$",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Figure();

    [GeneratedRegex(@"^(减少|减|增加|增)(?=\d)", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Change();

    [GeneratedRegex(@"^([/\\|*~·]|-{1,4}|无|空|空白|未填|未填写|不适用|N/A)$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Stroke();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Remark();

    [GeneratedRegex(@"(?<!\d),|,(?!\d)", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Comma();
}
