using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Formats;

public sealed class FormatEditionTests
{
    [Theory]
    [InlineData(2019, "2019")]
    [InlineData(2020, "2019")]
    [InlineData(2021, "2021")]
    [InlineData(2026, "2021")]
    public void For_ReportYear_PicksTheEdition(int year, string edition) => Assert.Equal(edition, FormatEdition.For(year).Edition);

    [Fact]
    public void For_YearBeforeTheFirstEdition_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => FormatEdition.For(2018));

    [Theory]
    [InlineData(2020, 198, 47, 14)]
    [InlineData(2021, 200, 42, 9)]
    public void Edition_Loaded_HasItsCellsAndRelations(int year, int cells, int intra, int priorYear)
    {
        var edition = FormatEdition.For(year);

        Assert.Equal(cells, edition.Cells.Count);
        Assert.Equal(intra, edition.Relations.Count(r => r.Scope == RelationScope.Intra));
        Assert.Equal(priorYear, edition.Relations.Count(r => r.Scope == RelationScope.PriorYear));
        Assert.Equal([1, 2, 3, 4, 5, 6], edition.Sections.Select(section => section.No));
    }

    [Fact]
    public void Cells_EveryEdition_AreExactlyTheValueCellsOfTheGrids()
    {
        foreach (var edition in FormatEdition.All)
        {
            var inGrids = edition.Tables.SelectMany(table => table.Grid.Cells).Select(cell => cell.Key).OfType<CellKey>().ToList();

            Assert.Equal(inGrids.Count, inGrids.Distinct().Count());
            Assert.Equal(inGrids.ToHashSet(), edition.Cells.Select(cell => cell.Key).ToHashSet());
        }
    }

    [Fact]
    public void Grids_EveryTable_AreFilledWithoutOverlapOrGap()
    {
        foreach (var table in FormatEdition.All.SelectMany(edition => edition.Tables))
        {
            var covered = table.Grid.Cells.SelectMany(cell =>
                from row in Enumerable.Range(cell.Row, cell.RowSpan)
                from col in Enumerable.Range(cell.Col, cell.ColSpan)
                select (row, col)
            );

            Assert.Equal(
                from row in Enumerable.Range(0, table.Grid.Rows)
                from col in Enumerable.Range(0, table.Grid.Columns)
                select (row, col),
                covered.Order()
            );
        }
    }

    [Fact]
    public void Relations_EveryTerm_IsACellOfItsEdition()
    {
        foreach (var edition in FormatEdition.All)
        {
            Assert.All(edition.Relations.SelectMany(r => r.Left.Concat(r.Right)), term => Assert.True(edition.TryGetCell(term.Key, out _)));
        }
    }

    [Fact]
    public void TryGetCell_Litigation_IsNamedByItsHeads()
    {
        Assert.True(Sample.Edition2019.TryGetCell(CellKey.Parse("review_litigation/cases/direct_upheld"), out var cell));

        Assert.Equal("行政诉讼 未经复议直接起诉 结果维持", cell.Label);
        Assert.Equal("Administrative litigation – Sued directly without reconsideration – Result upheld", cell.LabelEn);
    }

    [Theory]
    [InlineData("T2-NONNEG-fees", "Administrative and institutional fees: “Number of items last year” + “Increase/decrease this year” ≥ 0")]
    [InlineData(
        "T3-BAL-natural",
        "Natural persons: “1. Requests newly received this year” + “2. Requests carried over from last year” = “(7) Total” + “4. Carried over to next year”"
    )]
    [InlineData("T3-SUM-natural", "Natural persons: the sum of 19 items = “(7) Total”")]
    [InlineData(
        "YOY-CARRY-natural",
        "Natural persons: “2. Requests carried over from last year” = last year's “4. Carried over to next year”"
    )]
    public void TextEn_Relation_IsPutTogetherFromLabels(string id, string expected) =>
        Assert.Equal(expected, Sample.Edition2019.Relations.Single(r => r.Id == id).TextEn);

    [Theory]
    [InlineData("requests/new_received/natural", true)]
    [InlineData("proactive/art20_1/rules/made", true)]
    [InlineData("requests//natural", false)]
    [InlineData("requests/new_received", false)]
    [InlineData("a/b/c/d/e", false)]
    [InlineData("", false)]
    public void CellKeyTryParse_Text_RoundTrips(string text, bool expected)
    {
        Assert.Equal(expected, CellKey.TryParse(text, out var key));
        if (expected)
        {
            Assert.Equal(text, key.ToString());
        }
    }
}
