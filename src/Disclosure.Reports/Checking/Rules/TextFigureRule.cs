using System.Globalization;
using Disclosure.Reports.Checking.Statements;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>A figure said in a text agrees with the table. A warning, not an error: words can mean more than a pattern knows.</summary>
internal sealed class TextFigureRule : ICheckRule
{
    public const string Name = "text-figure";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var counts = new Occurrences();
        foreach (var statement in input.TextFigures.All)
        {
            var id = counts.Id(Name, statement.Text.Key, statement.Kind.Key);
            if (statement.Kind.Expected(input.Content.Cells) is { } expected && !expected.Contains(statement.Value))
            {
                yield return Finding(statement, expected[0], id);
            }
        }
    }

    private static Finding Finding(Statement statement, decimal expected, string id)
    {
        var (said, table) = (Number(statement.Value), Number(expected));
        return new Finding
        {
            Id = id,
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh = $"正文说{statement.Kind.Zh} {said} 件，表格是 {table} 件。",
            MessageEn = $"The text says {said} for “{statement.Kind.En}”; the table has {table}.",
            Places =
            [
                statement.Text.Place(statement.Start, statement.Length),
                .. statement.Kind.Plain.Select(key => new FindingPlace.Cell(key)),
            ],
            Advice = new Advice { Zh = "核对台账，把正文或表格改成一致。", En = "Check the register and make text and table agree." },
        };
    }

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
