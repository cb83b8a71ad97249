using CsCheck;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Tests.Import.Variants;

/// <summary>The same report as many sites would print it: every figure right, or said to be missing; never wrong.</summary>
public sealed class VariantTests
{
    private static readonly ReportContent[] Contents =
    [
        ReportImporterTests.Numbered(FormatEdition.For(2020), 2020),
        ReportImporterTests.Numbered(FormatEdition.For(2023), 2023),
        WithZeros(ReportImporterTests.Numbered(FormatEdition.For(2019), 2019)),
        WithZeros(ReportImporterTests.Numbered(FormatEdition.For(2021), 2021)),
    ];

    private static readonly PageShape[] Texts =
    [
        PageShape.TextCellALine,
        PageShape.TextTabs,
        PageShape.TextSheet,
        PageShape.TextSpaces,
        PageShape.TextMarkdown,
        PageShape.HtmlOfBlocks,
        PageShape.HtmlPreformatted,
    ];

    public static TheoryData<string, int> HarmlessCases =>
        new(from mutation in Mutations.Harmless from content in new[] { 0, 1 } select (mutation.Name, content));

    public static TheoryData<string, int> LossyCases =>
        new(from mutation in Mutations.Lossy from content in new[] { 2, 3 } select (mutation.Name, content));

    public static TheoryData<PageShape, int> ShapeCases =>
        new(from shape in Texts from content in new[] { 0, 1, 2, 3 } select (shape, content));

    [Theory]
    [MemberData(nameof(HarmlessCases))]
    public void Import_OneHabit_EveryFigureAndTextIsInPlace(string habit, int content)
    {
        var style = new PageStyle();
        Mutations.Harmless.Single(mutation => mutation.Name == habit).Apply(style);

        var result = Import(Contents[content], style);

        Assert.Equal([], Differences(Contents[content], result));
        AssertTexts(Contents[content], result);
        var expected = habit == "traditional script" ? ["traditional-script"] : Array.Empty<string>();
        Assert.Equal(expected, result.Notes.Select(note => note.Code));
    }

    [Theory]
    [MemberData(nameof(LossyCases))]
    public void Import_FiguresNotOnThePage_StayBlankAndAreSaid(string habit, int content)
    {
        var style = new PageStyle();
        Mutations.Lossy.Single(mutation => mutation.Name == habit).Apply(style);
        var expected = Expected(Contents[content], style);

        var result = Import(Contents[content], style);

        Assert.Equal(expected, result.Content.Cells);
        var code = style.Zero is null ? "column-missing" : "value-blank";
        var blank = style.Zero is null ? style.LeftOut.Count : expected.Count(cell => cell.Value is null);
        Assert.Equal(Enumerable.Repeat(code, blank), result.Notes.Select(note => note.Code));
        AssertTexts(Contents[content], result);
    }

    [Theory]
    [MemberData(nameof(ShapeCases))]
    public void Import_TablesInAnotherShape_EveryFigureIsInPlace(PageShape shape, int content)
    {
        var result = Import(Contents[content], new PageStyle { Shape = shape });

        Assert.Equal([], Differences(Contents[content], result));
        Assert.Equal([], result.Notes.Select(note => note.Code));
    }

    [Fact]
    public void Import_HabitsCombined_AFigureIsRightOrBlankAndSaid() =>
        Gen.Select(
                Gen.Int[0, Contents.Length - 1],
                Gen.Int[0, Mutations.Harmless.Count - 1].Array[1, 6],
                Gen.Int[-8, Mutations.Lossy.Count - 1],
                Gen.Int[0, 20]
            )
            .Sample(
                (content, habits, lossy, shape) =>
                {
                    var style = Style(habits, lossy, shape);
                    var result = Import(Contents[content], style);
                    foreach (var (key, value) in result.Content.Cells)
                    {
                        if (value is null)
                        {
                            Assert.True(
                                Contents[content].Cells[key] is null || result.Notes.Count > 0,
                                $"{key} is blank and nothing is said"
                            );
                        }
                        else
                        {
                            Assert.True(value == Contents[content].Cells[key], $"{key} is {value}");
                        }
                    }
                },
                iter: 250,
                print: t =>
                    string.Join(" + ", t.Item2.Select(i => Mutations.Harmless[i].Name))
                    + $" / {(t.Item3 < 0 ? "-" : Mutations.Lossy[t.Item3].Name)} / {t.Item4}"
            );

    [Fact]
    public void Import_TwoHarmlessHabits_EveryFigureIsInPlace() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, Mutations.Harmless.Count - 1], Gen.Int[0, Mutations.Harmless.Count - 1])
            .Sample(
                (content, one, other) =>
                {
                    var result = Import(Contents[content], Style([one, other], -1, 20));
                    Assert.Equal([], Differences(Contents[content], result));
                },
                iter: 250,
                print: t => $"{Mutations.Harmless[t.Item2].Name} + {Mutations.Harmless[t.Item3].Name} ({t.Item1})"
            );

    private static PageStyle Style(int[] habits, int lossy, int shape)
    {
        var style = new PageStyle { Shape = shape < Texts.Length ? Texts[shape] : PageShape.Html };
        foreach (var habit in habits.Distinct())
        {
            Mutations.Harmless[habit].Apply(style);
        }

        if (lossy >= 0)
        {
            Mutations.Lossy[lossy].Apply(style);
        }

        return style;
    }

    private static ImportResult Import(ReportContent content, PageStyle style)
    {
        var page = PagePrinter.Print(content, style);
        return PagePrinter.IsHtml(style) ? ReportImporter.FromHtml(page, content.Edition) : ReportImporter.FromText(page, content.Edition);
    }

    private static CellValues Expected(ReportContent content, PageStyle style) =>
        content.Cells.With(
            content
                .Cells.Where(cell =>
                    style.LeftOut.Contains($"{cell.Key.Table}/{cell.Key.Col}") || (style.Zero is not null && cell.Value == 0)
                )
                .Select(cell => KeyValuePair.Create(cell.Key, (decimal?)null))
        );

    private static List<string> Differences(ReportContent content, ImportResult result) =>
        [
            .. content
                .Cells.Where(cell => result.Content.Cells[cell.Key] != cell.Value)
                .Select(cell => $"{cell.Key}: {cell.Value} became {result.Content.Cells[cell.Key]}"),
        ];

    private static void AssertTexts(ReportContent content, ImportResult result)
    {
        Assert.Equal(Folded(content), Folded(result.Content));
        Assert.Equal(
            content.Sections.InOrder().Select(section => TextFolding.Fold(section.Text)),
            result.Content.Sections.InOrder().Select(section => TextFolding.Fold(section.Text))
        );
    }

    private static IEnumerable<string> Folded(ReportContent content) =>
        MetadataField.All.Select(field => TextFolding.Fold(field.Get(content.Metadata))).Append(TextFolding.Fold(content.Title));

    private static ReportContent WithZeros(ReportContent content) =>
        content with
        {
            Cells = content.Cells.With(
                content.Edition.Cells.Where(cell => cell.Ordinal % 3 == 1).Select(cell => KeyValuePair.Create(cell.Key, (decimal?)0))
            ),
        };
}
