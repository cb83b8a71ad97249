using System.Text.Json;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Pages.Tests;

/// <summary>The published report that everything is measured against, as its data file has it.</summary>
internal static class SeedReport
{
    public const string OrganName = "张掖市审计局";

    private static readonly JsonElement Json = Load();

    public static ReportContent Content { get; } = Read();

    /// <summary>Each figure with the cell that it belongs to.</summary>
    public static IReadOnlyList<(CellKey Key, decimal Value)> Cells { get; } =
    [.. Json.GetProperty("cells").EnumerateArray().Select(cell => (KeyOf(cell), cell.GetProperty("value").GetDecimal()))];

    private static ReportContent Read()
    {
        var edition = FormatEdition.For(2020);
        var texts = Json.GetProperty("sections")
            .EnumerateArray()
            .ToDictionary(s => s.GetProperty("no").GetInt32(), s => s.GetProperty("text").GetString()!);
        var metadata = Json.GetProperty("metadata");
        return new ReportContent
        {
            Title = Json.GetProperty("title").GetString()!,
            Metadata = MetadataField.All.Aggregate(
                new ReportMetadata(),
                (read, field) => metadata.TryGetProperty(field.Label, out var value) ? field.Set(read, value.GetString()!) : read
            ),
            Sections = new ReportSections
            {
                Preamble = Json.GetProperty("preamble").GetString()!,
                Overview = texts[1],
                Problems = texts[5],
                Other = texts[6],
            },
            Cells = CellValues
                .Blank(edition)
                .With(
                    Json.GetProperty("cells")
                        .EnumerateArray()
                        .Select(cell => KeyValuePair.Create(KeyOf(cell), (decimal?)cell.GetProperty("value").GetDecimal()))
                ),
        };
    }

    private static CellKey KeyOf(JsonElement cell) =>
        new(
            cell.GetProperty("table").GetString()!,
            cell.TryGetProperty("part", out var part) ? part.GetString() : null,
            cell.GetProperty("row").GetString()!,
            cell.GetProperty("col").GetString()!
        );

    private static JsonElement Load()
    {
        using var stream = typeof(SeedReport).Assembly.GetManifestResourceStream("seed-2020.json")!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }
}
