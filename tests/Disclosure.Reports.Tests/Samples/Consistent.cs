using CsCheck;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Samples;

/// <summary>Generates reports whose figures satisfy every relation of their edition.</summary>
internal static class Consistent
{
    private static readonly string[] Parts = ["natural", "commercial", "research", "public_welfare", "legal_service", "other_org"];

    public static Gen<ReportContent> Content { get; } =
        from year in Gen.OneOf(Gen.Const(2020), Gen.Const(2021))
        from figures in Gen.Int[0, 30].Array[220]
        select Sample.Clean(FormatEdition.For(year), year) with
        {
            Cells = Cells(FormatEdition.For(year), figures),
        };

    private static CellValues Cells(FormatEdition edition, int[] figures)
    {
        var values = edition.Cells.ToDictionary(cell => cell.Key, cell => (decimal)figures[cell.Ordinal]);
        Proactive(values);
        Requests(edition, values);
        foreach (var court in new[] { "review", "direct", "after" })
        {
            CellKey Case(string what) => new("review_litigation", "cases", $"{court}_{what}");
            values[Case("total")] = values[Case("upheld")] + values[Case("corrected")] + values[Case("other")] + values[Case("pending")];
        }

        return CellValues.Blank(edition).With(values.Select(pair => KeyValuePair.Create(pair.Key, (decimal?)pair.Value)));
    }

    private static void Proactive(Dictionary<CellKey, decimal> values)
    {
        foreach (var key in values.Keys.Where(key => key.Col == "public_total").ToList())
        {
            values[key] += values[key with { Col = "published" }];
        }

        foreach (var key in values.Keys.Where(key => key.Col == "delta").ToList())
        {
            values[key] -= Math.Min(values[key], 15) + Math.Min(values[key with { Col = "prev_items" }], 5);
        }
    }

    private static void Requests(FormatEdition edition, Dictionary<CellKey, decimal> values)
    {
        var rows = edition.Table("requests").Parts[0].Rows.Where(row => row.HasFigures).Select(row => row.Key).ToList();
        var outcomes = rows.Except(["new_received", "carried_in", "results_total", "carried_out"]).ToList();
        foreach (var col in Parts)
        {
            CellKey At(string row) => new("requests", row, col);
            values[At("results_total")] = outcomes.Sum(row => values[At(row)]);
            var handled = values[At("results_total")] + values[At("carried_out")];
            values[At("carried_in")] = Math.Min(values[At("carried_in")], handled);
            values[At("new_received")] = handled - values[At("carried_in")];
        }

        foreach (var row in rows)
        {
            values[new CellKey("requests", row, "total")] = Parts.Sum(col => values[new CellKey("requests", row, col)]);
        }
    }
}
