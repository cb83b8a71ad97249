using System.Globalization;
using Disclosure.Pages.Site;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Tests.Report;

public sealed class GridTests
{
    public static TheoryData<int, string> Tables =>
        [.. FormatEdition.All.SelectMany(edition => edition.Tables.Select(table => (edition.FirstReportYear, table.Id)))];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_OfEdition_CoversTheOfficialGridExactlyOnce(int year, string id)
    {
        var (grid, table) = await RenderAsync(year, id);

        Assert.Empty(grid.Faults);
        Assert.Equal((table.Grid.Rows, table.Grid.Columns), (grid.Rows, grid.Columns));
        Assert.Equal(table.Grid.Rows * table.Grid.Columns, grid.Covered);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_OfEdition_HasEachLabelAndFigureAtItsPlace(int year, string id)
    {
        var (grid, table) = await RenderAsync(year, id);
        var content = Content(year);

        foreach (var cell in table.Grid.Cells)
        {
            var expected = cell.Key is { } key ? content.Cells[key]!.Value.ToString(CultureInfo.InvariantCulture) : cell.Text!;
            for (var row = cell.Row; row < cell.Row + cell.RowSpan; row++)
            {
                for (var col = cell.Col; col < cell.Col + cell.ColSpan; col++)
                {
                    Assert.Equal(expected, grid[row, col].TextContent.Trim());
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_OfEdition_IsLabelledAndReachedByKeyboard(int year, string id)
    {
        using var page = await Html.ParseAsync(SitePages.Report(Model(year)));
        var table = page.One($"table.{id.Replace('_', '-')}");
        var region = table.ParentElement!;

        Assert.Equal(("region", "0"), (region.GetAttribute("role"), region.GetAttribute("tabindex")));
        Assert.Equal(table.One("caption").Id, region.GetAttribute("aria-labelledby"));
        Assert.All(table.All("th"), head => Assert.Contains(head.GetAttribute("scope"), new[] { "col", "row", "rowgroup" }));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Figure_InEveryTable_NamesExactlyTheHeadsAboveAndBesideIt(int year, string id)
    {
        using var page = await Html.ParseAsync(SitePages.Report(Model(year)));
        var edition = FormatEdition.For(year);
        var figures = edition.Cells.Where(cell => cell.Table.Id == id).ToList();
        var cells = page.All($"table.{id.Replace('_', '-')} td.figure");

        Assert.Equal(figures.Count, cells.Count);
        foreach (var (figure, cell) in figures.Zip(cells))
        {
            var heads = cell.GetAttribute("headers")!.Split(' ').Select(head => page.One($"th[id='{head}']").TextContent.Trim()).ToList();
            Assert.Equal(HeadsOf(figure).Order(StringComparer.Ordinal), heads.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Figures_OfTheSeed_StandAtAll198Places()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report()));

        Assert.Equal(198, SeedReport.Cells.Count);
        foreach (var table in SeedReport.Content.Edition.Tables)
        {
            var grid = new TableGrid(page.One($"table.{table.Id.Replace('_', '-')}"));
            foreach (var (key, value) in SeedReport.Cells.Where(cell => cell.Key.Table == table.Id))
            {
                var place = Assert.Single(table.Grid.Cells, cell => cell.Key == key);
                Assert.Equal(value.ToString(CultureInfo.InvariantCulture), grid[place.Row, place.Col].TextContent);
            }
        }
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1234567", "1234567")]
    [InlineData("-3", "-3")]
    [InlineData("12.50", "12.5")]
    [InlineData("0.000001", "0.000001")]
    public void Figure_OfValue_IsPlainDigits(string value, string expected) =>
        Assert.Equal(expected, Disclosure.Pages.Report.GridView.Figure(decimal.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Figure_Blank_SaysSo()
    {
        var model = Samples.Report();
        var key = SeedReport.Cells[0].Key;

        using var page = await Html.ParseAsync(
            SitePages.Report(model with { Content = model.Content with { Cells = model.Content.Cells.With(key, null) } })
        );

        Assert.Equal("（空）", page.One("table.proactive td.figure .blank").TextContent);
    }

    [Fact]
    public async Task Labels_InEnglish_CarryAGlossBesideTheOfficialWords()
    {
        using var page = await Html.ParseAsync(SitePages.Report(Samples.Report() with { Language = Language.En }));

        var heads = page.All("table.requests th").Where(head => head.QuerySelector(".gloss") is not null).ToList();
        Assert.NotEmpty(heads);
        Assert.All(heads, head => Assert.NotEqual("", head.ChildNodes[0].TextContent));
        Assert.Contains(heads, head => head.TextContent.StartsWith("自然人", StringComparison.Ordinal));
    }

    /// <summary>The part, the column under its groups, and the row under its rows: no head more and none less.</summary>
    private static IEnumerable<string> HeadsOf(CellFormat figure)
    {
        // The third table names its heads in paths, the second in groups.
        var columns = figure.Column.Path.Append(figure.Column.Label).ToHashSet(StringComparer.Ordinal);
        for (
            var key = figure.Column.Key;
            figure.Table.ColumnGroups.FirstOrDefault(one => one.Children.Contains(key)) is { } group;
            key = group.Key
        )
        {
            columns.Add(group.Label);
        }

        var rows = new List<string>();
        for (var row = figure.Row; row is not null; row = figure.Part.Rows.FirstOrDefault(one => one.Key == row.Parent))
        {
            rows.Add(row.Label);
        }

        return [.. figure.Part.Title is { } part ? [part] : Array.Empty<string>(), .. columns, .. rows.Where(label => label.Length > 0)];
    }

    private static async Task<(TableGrid Grid, TableFormat Table)> RenderAsync(int year, string id)
    {
        using var page = await Html.ParseAsync(SitePages.Report(Model(year)));
        return (new TableGrid(page.One($"table.{id.Replace('_', '-')}")), FormatEdition.For(year).Table(id));
    }

    private static ReportPageModel Model(int year) => Samples.Report() with { ReportYear = year, Content = Content(year) };

    /// <summary>A different figure in every cell, so that none can stand in another's place unseen.</summary>
    private static Disclosure.Reports.Content.ReportContent Content(int year)
    {
        var edition = FormatEdition.For(year);
        var content = Disclosure.Reports.Content.ReportContent.Empty(edition, SeedReport.OrganName, year);
        return content with
        {
            Cells = content.Cells.With(edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)(1000 + cell.Ordinal)))),
        };
    }
}
