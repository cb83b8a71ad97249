using System.Globalization;
using System.Text.Json;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Content;

/// <summary>Reads the list of cells of one content.</summary>
internal sealed class CellsReader(FormatEdition edition, ProblemList problems)
{
    private static readonly string[] Known = ["table", "part", "row", "col", "value"];

    public List<KeyValuePair<CellKey, decimal?>> Read(JsonElement list)
    {
        var figures = new List<KeyValuePair<CellKey, decimal?>>();
        if (list.ValueKind != JsonValueKind.Array)
        {
            problems.WrongType("/cells", "数组", "an array");
            return figures;
        }

        var seen = new HashSet<CellKey>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var pointer = string.Create(CultureInfo.InvariantCulture, $"/cells/{index++}");
            if (Cell(item, pointer) is not { } figure)
            {
                continue;
            }

            if (seen.Add(figure.Key))
            {
                figures.Add(figure);
            }
            else
            {
                problems.Add(pointer, "duplicate-cell", $"单元格“{figure.Key}”重复。", $"Cell '{figure.Key}' appears twice.");
            }
        }

        return figures;
    }

    private KeyValuePair<CellKey, decimal?>? Cell(JsonElement item, string pointer)
    {
        var members = problems.Members(item, pointer, Known);
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var table = Name(members, "table", pointer);
        var row = Name(members, "row", pointer);
        var col = Name(members, "col", pointer);
        var part = members.TryGetValue("part", out var p) && p.ValueKind != JsonValueKind.Null ? Name(members, "part", pointer) : null;
        if (!members.TryGetValue("value", out var value))
        {
            problems.Add($"{pointer}/value", "missing", "缺少“value”。", "'value' is missing.");
            return null;
        }

        if (table is null || row is null || col is null || (p.ValueKind == JsonValueKind.String && part is null))
        {
            return null;
        }

        var key = new CellKey(table, part, row, col);
        if (!edition.TryGetCell(key, out var cell))
        {
            // What was sent is not repeated: it may be anything.
            problems.Add(
                pointer,
                "unknown-cell",
                $"{edition.Edition} 版格式没有这个单元格。",
                $"The {edition.Edition} edition has no such cell."
            );
            return null;
        }

        return KeyValuePair.Create(key, Figure(value, $"{pointer}/value", cell));
    }

    private string? Name(Dictionary<string, JsonElement> members, string name, string pointer)
    {
        if (!members.TryGetValue(name, out var value))
        {
            problems.Add($"{pointer}/{name}", "missing", $"缺少“{name}”。", $"'{name}' is missing.");
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            problems.WrongType($"{pointer}/{name}", "文字", "text");
            return null;
        }

        return value.GetString();
    }

    private decimal? Figure(JsonElement value, string pointer, CellFormat cell)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            problems.WrongType(pointer, "数字或空值", "a number or null");
            return null;
        }

        if (!value.TryGetDecimal(out var figure))
        {
            problems.Add(pointer, "too-large", "数字过大。", "The number is too large.");
            return null;
        }

        switch (FigureRules.Judge(figure, cell.Column.Kind))
        {
            case FigureFault.Negative:
                problems.Add(pointer, "negative", $"“{cell.Label}”不能是负数。", $"“{cell.LabelEn}” may not be negative.");
                break;
            case FigureFault.Fractional when cell.Column.Kind == FigureKind.Amount:
                problems.Add(
                    pointer,
                    "fractional",
                    $"“{cell.Label}”最多 {ContentJson.MaxDecimals} 位小数。",
                    $"“{cell.LabelEn}” may have at most {ContentJson.MaxDecimals} decimals."
                );
                break;
            case FigureFault.Fractional:
                problems.Add(pointer, "fractional", $"“{cell.Label}”应为整数。", $"“{cell.LabelEn}” must be a whole number.");
                break;
            case FigureFault.TooLarge:
                problems.Add(pointer, "too-large", $"“{cell.Label}”的数字过大。", $"The number of “{cell.LabelEn}” is too large.");
                break;
            case FigureFault.None:
                break;
        }

        return figure;
    }
}
