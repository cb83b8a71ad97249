using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>Figures that stand together, and the labels that stood before them since the figures before.</summary>
internal sealed partial record FigureRun(IReadOnlyList<FigureText> Labels, IReadOnlyList<FigureText> Figures)
{
    // The labels behind one another may be a page of text; only the end of them names a row.
    private const int LongestLabel = 600;

    private string? text;
    private string? label;

    /// <summary>The labels as one: a label broken over lines is whole again.</summary>
    public string Label => label ??= Import.Labels.Normalize(Text);

    /// <summary>The same without a remark or a unit in brackets behind it.</summary>
    public string LabelWithoutRemark => Import.Labels.Normalize(Remark().Replace(Text, string.Empty));

    /// <summary>All the cells of the row that the figures stand in, where they stand in a table.</summary>
    public IReadOnlyList<FigureText> RowPieces { get; private init; } = [];

    public int Line =>
        Figures is [var first, ..] ? first.Line
        : Labels is [var label, ..] ? label.Line
        : 0;

    /// <summary>Nothing but empty cells: a row without figures, or spacers of the heads.</summary>
    public bool IsEmpty => Figures.All(figure => figure.IsEmpty);

    private string Text
    {
        get
        {
            if (text is null)
            {
                var joined = string.Concat(Labels.TakeLast(40).Select(piece => piece.Text));
                text = joined.Length > LongestLabel ? joined[^LongestLabel..] : joined;
            }

            return text;
        }
    }

    /// <summary>With labels of a row before that had no figures: heads.</summary>
    public FigureRun After(IReadOnlyList<FigureText> carried) =>
        carried.Count == 0 ? this : new FigureRun([.. carried, .. Labels], Figures) { RowPieces = RowPieces };

    /// <summary>Runs in order. In a real table a run ends with its row.</summary>
    public static List<FigureRun> Of(IReadOnlyList<FigureText> pieces)
    {
        var rows = pieces
            .Where(piece => piece.Row is not null)
            .GroupBy(piece => piece.Row!.Value)
            .ToDictionary(row => row.Key, row => row.ToList());
        var runs = new List<FigureRun>();
        var labels = new List<FigureText>();
        var figures = new List<FigureText>();
        void Flush()
        {
            if (figures.Count > 0)
            {
                IReadOnlyList<FigureText> row = figures[0].Row is { } number ? rows[number] : [];
                runs.Add(new FigureRun([.. labels], [.. figures]) { RowPieces = row });
                labels.Clear();
                figures.Clear();
            }
        }

        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (figures.Count > 0 && (piece.IsLabel || piece.Row != figures[^1].Row))
            {
                Flush();
            }

            (piece.IsLabel || IsSpacer(piece, figures, labels) || IsNumbering(pieces, i) ? labels : figures).Add(piece);
        }

        Flush();
        if (labels.Count > 0)
        {
            runs.Add(new FigureRun([.. labels], []));
        }

        return runs;
    }

    // A blank cell before any figure of its row is a spacer of the heads, not a figure left out.
    private static bool IsSpacer(FigureText piece, List<FigureText> figures, List<FigureText> labels) =>
        piece.IsEmpty && figures.Count == 0 && (labels.Count == 0 || labels[^1].Row != piece.Row || labels[^1].IsBlank);

    // The first cell of a row, with a label behind it: the row's number.
    private static bool IsNumbering(IReadOnlyList<FigureText> pieces, int i) =>
        pieces[i] is { Value: not null, Row: { } row }
        && (i == 0 || pieces[i - 1].Row != row)
        && i + 1 < pieces.Count
        && pieces[i + 1].Row == row
        && pieces[i + 1].IsLabel;

    [GeneratedRegex(@"\([^()]*\)$", RegexOptions.None, RegexLimit.Milliseconds)]
    private static partial Regex Remark();
}
