using CsCheck;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Import;

public sealed class ImportPropertyTests
{
    private static readonly ReportContent[] Contents =
    [
        ReportImporterTests.Numbered(FormatEdition.For(2020), 2020),
        ReportImporterTests.Numbered(FormatEdition.For(2021), 2021),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FromText_Flattened_RoundTrips(int edition) =>
        Assert.Equal(Contents[edition].Cells, ReportImporter.FromText(Flat(Contents[edition]), Contents[edition].Edition).Content.Cells);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FromText_AnyLineLost_PlacesNothingWrong(int edition)
    {
        var lines = Flat(Contents[edition]).Split('\n');
        for (var lost = 0; lost < lines.Length; lost++)
        {
            AssertNothingWrong(Contents[edition], [.. lines[..lost], .. lines[(lost + 1)..]], lines[lost]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void FromText_AnyLineTwice_PlacesNothingWrong(int edition)
    {
        var lines = Flat(Contents[edition]).Split('\n');
        for (var twice = 0; twice < lines.Length; twice++)
        {
            AssertNothingWrong(Contents[edition], [.. lines[..twice], lines[twice], .. lines[twice..]], lines[twice]);
        }
    }

    [Fact]
    public void FromText_AnyText_NeverThrowsAndCanBeSaved() =>
        Gen.String.Sample(text => Saves(ReportImporter.FromText(text, Sample.Edition2019)), iter: 1000);

    [Fact]
    public void FromHtml_AnyText_NeverThrowsAndCanBeSaved() =>
        Gen.OneOf(Gen.String, Markup()).Sample(html => Saves(ReportImporter.FromHtml(html, Sample.Edition2021)), iter: 1000);

    [Fact]
    public void FromText_PiecesOfAReportInAnyOrder_NeverThrowsAndCanBeSaved()
    {
        var lines = Seed.PublishedText.Split('\n');
        Gen.Int[0, lines.Length - 1]
            .Array[0, 120]
            .Sample(picks => Saves(ReportImporter.FromText(string.Join('\n', picks.Select(i => lines[i])), Sample.Edition2019)), iter: 300);
    }

    private static void AssertNothingWrong(ReportContent content, string[] lines, string what)
    {
        var read = ReportImporter.FromText(string.Join('\n', lines), content.Edition).Content.Cells;
        foreach (var (key, value) in read)
        {
            Assert.True(value is null || value == content.Cells[key], $"{what}: {key} is {value}");
        }
    }

    private static bool Saves(ImportResult result) =>
        ContentJson.Read(ContentJson.Write(result.Content), result.Content.Edition) is ContentReading.Ok ok && ok.Content == result.Content;

    private static Gen<string> Markup()
    {
        string[] pieces =
        [
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</tr>",
            "</table>",
            "<p>",
            "<br>",
            "一、总体情况",
            "1",
            "/",
            "索引号",
            "：",
            "规章",
            "<dd>",
            "&nbsp;",
            "\t",
            "\0",
        ];
        return Gen.Int[0, pieces.Length - 1].Array[0, 60].Select(picks => string.Concat(picks.Select(i => pieces[i])));
    }

    // As the seed was flattened: every cell a line of its own.
    private static string Flat(ReportContent content) => PageBuilder.Tabs(content).Replace('\t', '\n');
}
