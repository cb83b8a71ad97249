using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

internal enum FigureFault
{
    None,
    Negative,
    Fractional,
    TooLarge,
}

/// <summary>Which numbers a cell may hold; the one place that says so.</summary>
internal static class FigureRules
{
    public static FigureFault Judge(decimal figure, FigureKind kind)
    {
        var largest = kind == FigureKind.Amount ? ContentJson.MaxAmount : ContentJson.MaxCount;
        if (figure < 0 && kind != FigureKind.SignedCount)
        {
            return FigureFault.Negative;
        }

        if (Math.Abs(figure) > largest)
        {
            return FigureFault.TooLarge;
        }

        var decimals = kind == FigureKind.Amount ? ContentJson.MaxDecimals : 0;
        return decimal.Round(figure, decimals) == figure ? FigureFault.None : FigureFault.Fractional;
    }
}
