namespace Disclosure.Reports.Import;

/// <summary>Figures that stand together, and the labels that stood before them since the figures before.</summary>
internal sealed record FigureRun(IReadOnlyList<FigureText> Labels, IReadOnlyList<FigureText> Figures)
{
    /// <summary>The labels as one: a label broken over lines is whole again.</summary>
    public string Label { get; } = Import.Labels.Normalize(string.Concat(Labels.Select(label => label.Text)));

    public int Line =>
        Figures is [var first, ..] ? first.Line
        : Labels is [var label, ..] ? label.Line
        : 0;

    /// <summary>Runs in order. In a real table a run ends with its row.</summary>
    public static List<FigureRun> Of(IReadOnlyList<FigureText> pieces)
    {
        var runs = new List<FigureRun>();
        var labels = new List<FigureText>();
        var figures = new List<FigureText>();
        void Flush()
        {
            if (figures.Count > 0)
            {
                runs.Add(new FigureRun([.. labels], [.. figures]));
                labels.Clear();
                figures.Clear();
            }
        }

        foreach (var piece in pieces)
        {
            if (figures.Count > 0 && (piece.IsLabel || piece.Row != figures[^1].Row))
            {
                Flush();
            }

            // A blank cell before any figure of its row is a spacer of the heads, not a figure left out.
            (piece.IsLabel || IsSpacer(piece, figures, labels) ? labels : figures).Add(piece);
        }

        Flush();
        if (labels.Count > 0)
        {
            runs.Add(new FigureRun([.. labels], []));
        }

        return runs;
    }

    private static bool IsSpacer(FigureText piece, List<FigureText> figures, List<FigureText> labels) =>
        piece is { IsBlank: true, Text.Length: 0 }
        && figures.Count == 0
        && (labels.Count == 0 || labels[^1].Row != piece.Row || labels[^1].IsBlank);
}
