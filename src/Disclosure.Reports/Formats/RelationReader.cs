using System.Globalization;
using System.Text.Json;

namespace Disclosure.Reports.Formats;

internal static class RelationReader
{
    private const int NamedTerms = 6;

    public static Relation Read(JsonElement item, IReadOnlyDictionary<CellKey, CellFormat> cells)
    {
        var left = item.Items("left").Select(Term).ToList();
        var right = item.Items("right").Select(Term).ToList();
        var constant = item.TryGetProperty("rightConst", out var number) ? number.GetDecimal() : 0;
        var op = item.Text("op");
        return new Relation
        {
            Id = item.Text("id"),
            Scope = item.Text("scope") == "intra" ? RelationScope.Intra : RelationScope.PriorYear,
            Severity = item.Text("severity") switch
            {
                "error" => Severity.Error,
                "warning" => Severity.Warning,
                _ => Severity.Info,
            },
            Official = item.Flag("official", otherwise: false),
            Text = item.Text("text"),
            TextEn = $"{Side(left, 0, cells)} {Sign(op)} {Side(right, constant, cells)}",
            Left = left,
            Operator = op switch
            {
                "=" => RelationOperator.Equal,
                "<=" => RelationOperator.LessOrEqual,
                ">=" => RelationOperator.GreaterOrEqual,
                _ => throw new InvalidOperationException($"Unknown operator '{op}'."),
            },
            Right = right,
            RightConstant = constant,
            ValidAcrossEditions = item.Flag("validAcrossEditions", otherwise: false),
        };
    }

    private static RelationTerm Term(JsonElement item) =>
        new(
            new CellKey(item.Text("table"), item.OptionalText("part"), item.Text("row"), item.Text("col")),
            item.Number("sign"),
            item.Number("yearOffset")
        );

    private static string Sign(string op) =>
        op switch
        {
            "<=" => "≤",
            ">=" => "≥",
            _ => op,
        };

    // The files say each relation in Chinese only; the English is put together from the labels.
    private static string Side(List<RelationTerm> terms, decimal constant, IReadOnlyDictionary<CellKey, CellFormat> cells)
    {
        if (terms is [])
        {
            return constant.ToString(CultureInfo.InvariantCulture);
        }

        if (terms.Count > NamedTerms)
        {
            return $"the sum of the {terms.Count} items of column “{cells[terms[0].Key].Column.LabelEn}”";
        }

        return string.Concat(
            terms.Select(
                (term, i) =>
                    (
                        i == 0 ? ""
                        : term.Sign < 0 ? " − "
                        : " + "
                    ) + Name(term, cells)
            )
        );
    }

    // Last year's term may be of another edition's file, but its key is one of this edition's.
    private static string Name(RelationTerm term, IReadOnlyDictionary<CellKey, CellFormat> cells)
    {
        var name = cells[term.Key].LabelEn;
        return term.YearOffset < 0 ? $"last year's “{name}”" : $"“{name}”";
    }
}
