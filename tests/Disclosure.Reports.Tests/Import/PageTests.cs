using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Samples;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Tests.Import;

/// <summary>
/// Whole files as sites of different make publish them. Every figure of a page is its place in the edition's order, modulo 97, so that one
/// put elsewhere shows.
/// </summary>
public sealed class PageTests
{
    private const string Organ = "清河县水务局";

    public static TheoryData<string, int, string[]> Pages =>
        new()
        {
            { "2019-word.html", 2019, [] },
            { "2019-one-table.html", 2019, [] },
            { "2020-county.html", 2020, ["value-blank", "value-blank", "value-blank"] },
            { "2020-sheet.txt", 2020, [] },
            { "2020-wrong-spans.html", 2020, [] },
            { "2021-cms.html", 2021, [] },
            { "2021-two-years.html", 2021, ["several-reports"] },
            { "2022-big5.html", 2022, ["traditional-script"] },
            { "2023-copied.txt", 2023, [] },
            { "2024-markdown.md", 2024, [] },
            { "2025-blocks.html", 2025, [] },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public void FromFile_PageOfASite_EverythingIsInPlace(string file, int year, string[] notes)
    {
        var result = Read(file, year);

        Assert.Equal(notes, result.Notes.Select(note => note.Code));
        var blank = notes.Contains("value-blank") ? 0 : -1;
        Assert.All(result.Content.Cells.Index(), cell => Assert.Equal(cell.Index % 97 == blank ? null : cell.Index % 97, cell.Item.Value));
        AssertTexts(result.Content, year);
    }

    [Fact]
    public void FromFile_PageWithoutSums_LeavesThemBlankAndSaysSo()
    {
        var result = Read("2021-no-sums.html", 2021);

        Assert.Equal(Enumerable.Repeat("column-missing", 4), result.Notes.Select(note => note.Code));
        Assert.All(
            result.Content.Cells.Index(),
            cell => Assert.Equal(cell.Item.Key.Col.EndsWith("total", StringComparison.Ordinal) ? null : cell.Index % 97, cell.Item.Value)
        );
        AssertTexts(result.Content, 2021);
    }

    [Fact]
    public void FromFile_TwoYearsOnOnePage_TakesTheYearThatIsAskedFor()
    {
        var result = Read("2021-two-years.html", 2020);

        Assert.Equal($"{Organ}2020年政府信息公开工作年度报告", result.Content.Title);
        Assert.Equal("620702015/2021-00007", result.Content.Metadata.IndexNumber);
        Assert.All(result.Content.Cells.Index(), cell => Assert.Equal(100 + (cell.Index % 97), cell.Item.Value));
        Assert.Equal("本年度没有其他需要报告的事项。", result.Content.Sections.Other);
    }

    private static ImportResult Read(string file, int year)
    {
        using var stream = typeof(PageTests).Assembly.GetManifestResourceStream(file)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Assert
            .IsType<ImportOutcome.Read>(ReportImporter.FromFile(bytes, FileKind.Unknown, null, FormatEdition.For(year), year))
            .Result;
    }

    private static void AssertTexts(ReportContent content, int year)
    {
        Assert.Equal($"{Organ}{year}年政府信息公开工作年度报告", TextFolding.Fold(content.Title));
        Assert.Equal(
            new ReportMetadata
            {
                IndexNumber = $"620702015/{year + 1}-00007",
                Name = $"{Organ}{year}年政府信息公开工作年度报告",
                IssuingOrgan = Organ,
                GeneratedOn = $"{year + 1}-01-18",
                Validity = "有效",
            },
            MetadataField.All.Aggregate(content.Metadata, (m, field) => field.Set(m, TextFolding.Fold(field.Get(m))))
        );
        Assert.Equal(
            [
                "",
                $"{year}年,本机关认真贯彻落实《中华人民共和国政府信息公开条例》,扎实推进政府信息公开工作。\n(一)主动公开情况。全年通过门户网站公开信息312条。\n(二)依申请公开情况。畅通受理渠道,规范办理流程。",
                "存在的问题:一是公开内容不够全面;二是业务水平有待提高。\n改进措施:加强学习培训,完善工作机制。",
                "本年度没有其他需要报告的事项。",
            ],
            content.Sections.InOrder().Select(section => TextFolding.Fold(section.Text))
        );
    }
}
