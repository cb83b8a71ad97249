using System.Text.Json;

namespace Disclosure.Reports.Formats;

internal static class TableReader
{
    public static TableFormat Read(JsonElement item)
    {
        var id = item.Text("id");
        var parts = item.Items("parts").Select(Part).ToList();
        return new TableFormat
        {
            Id = id,
            SectionNo = item.Number("section"),
            Grid = Grid(item.GetProperty("layout"), id),
            Parts = parts is [] ? [Part(item)] : parts,
            ColumnGroups =
            [
                .. item.Items("columnGroups")
                    .Select(group => new ColumnGroup(group.Text("key"), group.Text("label"), group.Text("en"), group.Texts("children"))),
            ],
        };
    }

    // An undivided table has rows and columns of its own, and no part id.
    private static PartFormat Part(JsonElement item)
    {
        var isPart = !item.TryGetProperty("layout", out _);
        return new PartFormat
        {
            Id = isPart ? item.Text("id") : null,
            Title = item.OptionalText("title"),
            TitleEn = isPart ? item.OptionalText("en") : null,
            Rows = [.. item.Items("rows").Select(Row)],
            Columns = [.. item.Items("columns").Select(Column)],
        };
    }

    private static RowFormat Row(JsonElement item) =>
        new()
        {
            Key = item.Text("key"),
            Label = item.Text("label"),
            LabelEn = item.Text("en"),
            Parent = item.OptionalText("parent"),
            Level = item.OptionalNumber("level"),
            HasFigures = item.Flag("data", otherwise: true),
            Aliases = item.Texts("aliases"),
        };

    private static ColumnFormat Column(JsonElement item)
    {
        var kind = item.Text("type") == "decimal" ? FigureKind.Amount : FigureKind.Count;
        return new ColumnFormat
        {
            Key = item.Text("key"),
            Label = item.Text("label"),
            LabelEn = item.Text("en"),
            Kind = item.Flag("signed", otherwise: false) ? FigureKind.SignedCount : kind,
            Unit = item.OptionalText("unit"),
            Path = item.Texts("path"),
            Group = item.OptionalText("group"),
        };
    }

    private static GridLayout Grid(JsonElement layout, string table) =>
        new()
        {
            Rows = layout.Number("rows"),
            Columns = layout.Number("cols"),
            HeaderRows = layout.OptionalNumber("headerRows"),
            StubColumns = layout.OptionalNumber("stubCols"),
            Cells = [.. layout.Items("cells").Select(cell => GridCell(cell, table))],
        };

    private static GridCell GridCell(JsonElement item, string table)
    {
        var kind = item.Text("kind") switch
        {
            "value" => GridCellKind.Value,
            "colhead" => GridCellKind.ColumnHead,
            "rowhead" => GridCellKind.RowHead,
            "parthead" => GridCellKind.PartHead,
            "note" => GridCellKind.Note,
            var other => throw new InvalidOperationException($"Unknown kind of cell '{other}' in table '{table}'."),
        };
        var (part, row, col) = (item.OptionalText("part"), item.OptionalText("row"), item.OptionalText("col"));
        return new GridCell
        {
            Row = item.Number("r"),
            Col = item.Number("c"),
            RowSpan = item.Number("rs"),
            ColSpan = item.Number("cs"),
            Kind = kind,
            Text = item.OptionalText("text"),
            Part = part,
            RowKey = row,
            ColKey = col,
            GroupKey = item.OptionalText("group"),
            Key = kind == GridCellKind.Value ? new CellKey(table, part, row!, col!) : null,
        };
    }
}
