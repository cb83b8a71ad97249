using System.Text;
using Disclosure.Pages.Site;
using Disclosure.Reports.Content;
using Disclosure.Reports.Import;

namespace Disclosure.Pages.Tests.Site;

/// <summary>What we publish we can read back: next year's draft starts from this year's page.</summary>
public sealed class ReimportTests
{
    [Theory]
    [InlineData(2020, Language.Zh)]
    [InlineData(2020, Language.En)]
    [InlineData(2024, Language.Zh)]
    [InlineData(2024, Language.En)]
    public async Task Report_Published_ImportsBackToTheSameContent(int year, Language language)
    {
        var model = (year == 2020 ? Samples.Report() : Samples.Report2021()) with { Language = language };
        var page = await SitePages.Report(model).RenderAsync(TestContext.Current.CancellationToken);

        var result = ReportImporter.FromHtml(Encoding.UTF8.GetString(page), model.Content.Edition, year);

        Assert.Equal([], result.Notes.Select(note => note.Code));
        Assert.Equal(model.Content.Cells, result.Content.Cells);
        Assert.Equal(Lines(model.Content), Lines(result.Content));
        Assert.Equal(model.Content.Title, result.Content.Title);
        Assert.Equal(ReportView.Metadata(model), result.Content.Metadata);
    }

    [Fact]
    public async Task Report_WithBlankFigures_ImportsThemBlank()
    {
        var model = Samples.Report();
        var blank = model.Content.Cells.Where((_, i) => i % 5 == 0).Select(cell => KeyValuePair.Create(cell.Key, (decimal?)null));
        model = model with { Content = model.Content with { Cells = model.Content.Cells.With(blank) } };
        var page = await SitePages.Report(model).RenderAsync(TestContext.Current.CancellationToken);

        var result = ReportImporter.FromHtml(Encoding.UTF8.GetString(page), model.Content.Edition, 2020);

        Assert.Equal(model.Content.Cells, result.Content.Cells);
        Assert.All(result.Notes, note => Assert.Equal("value-blank", note.Code));
    }

    // The page sets indents itself, so white space at the ends of a paragraph is not part of it.
    private static IEnumerable<string> Lines(ReportContent content) =>
        content
            .Sections.InOrder()
            .SelectMany(section => section.Text.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0);
}
