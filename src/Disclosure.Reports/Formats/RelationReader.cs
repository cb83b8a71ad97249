using System.Text.Json;

namespace Disclosure.Reports.Formats;

internal static class RelationReader
{
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
            TextEn = RelationWords.English(left, op, right, constant, cells),
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
}
