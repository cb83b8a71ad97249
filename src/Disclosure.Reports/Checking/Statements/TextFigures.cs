using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>The figures that a report's texts state about what its tables count.</summary>
internal sealed class TextFigures
{
    private TextFigures(IReadOnlyList<Statement> all) => All = all;

    public IReadOnlyList<Statement> All { get; }

    public static TextFigures Of(CheckInput input)
    {
        var kinds = new StatementKinds(input.Edition);
        var year = input.Context.ReportYear;
        return new TextFigures([
            .. input
                .Sections.SelectMany(Sentence.Of)
                .SelectMany(sentence => RequestStatements.In(sentence, kinds, year).Concat(CaseStatements.In(sentence, kinds, year))),
        ]);
    }

    /// <summary>Ordinals of the cells whose figure a text repeats.</summary>
    public IReadOnlySet<int> Confirmed(CellValues cells) =>
        All.Where(s => s.Kind.Plain is [var key] && cells.TryGet(key, out var value) && value == s.Value)
            .Select(s => cells.Edition.TryGetCell(s.Kind.Plain[0], out var cell) ? cell.Ordinal : -1)
            .ToHashSet();
}
