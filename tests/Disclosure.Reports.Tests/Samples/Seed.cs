using System.Text.Json;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Tests.Samples;

/// <summary>The published report of the Zhangye Municipal Audit Bureau for 2020, as placed in its grid by hand.</summary>
internal static class Seed
{
    /// <summary>In simplified script.</summary>
    public static ReportContent Content { get; } = Read();

    /// <summary>The published page as it was found: traditional script by machine, tables flattened.</summary>
    public static string PublishedText => Sample.File("seed-2020.txt");

    private static ReportContent Read()
    {
        using var document = JsonDocument.Parse(Sample.File("seed-2020.json"));
        var root = document.RootElement;
        string Section(int no) =>
            root.GetProperty("sections")
                .EnumerateArray()
                .Single(s => s.GetProperty("no").GetInt32() == no)
                .GetProperty("text")
                .GetString()!;
        var metadata = new ReportMetadata();
        foreach (var field in root.GetProperty("metadata").EnumerateObject())
        {
            metadata = MetadataField.All.Single(f => f.Label == field.Name).Set(metadata, field.Value.GetString()!);
        }

        var cells = root.GetProperty("cells")
            .EnumerateArray()
            .Select(cell =>
                KeyValuePair.Create(
                    new CellKey(
                        cell.GetProperty("table").GetString()!,
                        cell.TryGetProperty("part", out var part) ? part.GetString() : null,
                        cell.GetProperty("row").GetString()!,
                        cell.GetProperty("col").GetString()!
                    ),
                    (decimal?)cell.GetProperty("value").GetDecimal()
                )
            );
        return new ReportContent
        {
            Title = root.GetProperty("title").GetString()!,
            Metadata = metadata,
            Sections = new ReportSections
            {
                Preamble = root.GetProperty("preamble").GetString()!,
                Overview = Section(1),
                Problems = Section(5),
                Other = Section(6),
            },
            Cells = CellValues.Blank(Sample.Edition2019).With(cells),
        };
    }
}
