using System.Globalization;
using System.Text;
using Disclosure.Pages.Assets;

namespace Disclosure.Pages.Tests;

/// <summary>What holds for every page in both languages.</summary>
public sealed class EveryPageTests
{
    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Page_Rendered_IsADocumentWithLandmarksAndASkipLink(string name, Language language)
    {
        using var page = await Html.ParseAsync(AllPages.Of(name, language));

        Assert.Equal(language == Language.En ? "en" : "zh-CN", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("utf-8", page.One("meta[charset]").GetAttribute("charset"));
        Assert.NotEqual("", page.Title);
        Assert.Single(page.All("main"));
        Assert.Single(page.All("body > header"));
        Assert.Single(page.All("body > footer"));
        Assert.Equal("#" + page.One("main").Id, page.One("a.skip").GetAttribute("href"));
        Assert.Equal(page.One("a.skip"), page.Body!.FirstElementChild);
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Headings_OfPage_StartAtOneAndSkipNoLevel(string name, Language language)
    {
        using var page = await Html.ParseAsync(AllPages.Of(name, language));
        var levels = page.All("h1, h2, h3, h4, h5, h6")
            .Where(heading => heading.Closest("[role=alert]") is null)
            .Select(heading => heading.LocalName[1] - '0')
            .ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(
            levels.Zip(levels.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}")
        );
        Assert.All(page.All("h1, h2, h3, h4, h5, h6"), heading => Assert.NotEqual("", heading.Seen() + heading.TextContent.Trim()));
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Page_UnderTheStrictPolicy_NeedsNothingThatItForbids(string name, Language language)
    {
        using var page = await Html.ParseAsync(AllPages.Of(name, language));

        Assert.Empty(page.All("script, style, [style], iframe, object, embed, base, img, audio, video"));
        Assert.DoesNotContain(
            page.All("*").SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.All(
            page.All("link[rel=stylesheet], link[rel=icon]"),
            link => Assert.StartsWith(SiteAssets.Folder, link.GetAttribute("href"), StringComparison.Ordinal)
        );
        Assert.Equal("no-referrer", page.One("meta[name=referrer]").GetAttribute("content"));
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Inputs_OfPage_HaveLabelsAndWhatDescribesThemExists(string name, Language language)
    {
        using var page = await Html.ParseAsync(AllPages.Of(name, language));

        foreach (var input in page.All("input:not([type=hidden]), select, textarea"))
        {
            Assert.NotEqual("", page.One($"label[for='{input.Id}']").TextContent.Trim());
        }

        var ids = page.All("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        foreach (var attribute in new[] { "aria-describedby", "aria-labelledby", "headers" })
        {
            foreach (var element in page.All($"[{attribute}]"))
            {
                Assert.All(element.GetAttribute(attribute)!.Split(' '), id => Assert.Contains(id, ids));
            }
        }

        foreach (var link in page.All("a[href^='#']"))
        {
            Assert.Contains(link.GetAttribute("href")![1..], ids);
        }
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Forms_ThatPost_CarryTheAntiforgeryField(string name, Language language)
    {
        using var page = await Html.ParseAsync(AllPages.Of(name, language));

        foreach (var form in page.All("form[method=post]"))
        {
            Assert.Equal(
                Samples.Antiforgery.Token,
                form.One($"input[type=hidden][name='{Samples.Antiforgery.FieldName}']").GetAttribute("value")
            );
        }
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Page_RenderedTwiceAndInAnotherCulture_IsTheSameBytes(string name, Language language)
    {
        var page = AllPages.Of(name, language);
        var first = await page.RenderAsync(TestContext.Current.CancellationToken);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(first, await page.RenderAsync(TestContext.Current.CancellationToken));
            Assert.Equal(first, await AllPages.Of(name, language).RenderAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(AllPages.NamesInBothLanguages), MemberType = typeof(AllPages))]
    public async Task Page_Rendered_IsUtf8WithoutMarkAndKeepsChineseAsItIs(string name, Language language)
    {
        var bytes = await AllPages.Of(name, language).RenderAsync(TestContext.Current.CancellationToken);
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);

        Assert.StartsWith("<!DOCTYPE html>", text.TrimStart(), StringComparison.Ordinal);
        Assert.Contains(Samples.SiteName, text, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x", text.Replace("&#x27;", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [MemberData(nameof(AllPages.Names), MemberType = typeof(AllPages))]
    public async Task Page_InEnglish_HasNoChineseOfItsOwnInFormsAndButtons(string name)
    {
        var model = Records.ReplaceTexts(AllPages.InLanguage(AllPages.ModelOf(name), Language.En), _ => "x");

        using var page = await Html.ParseAsync(AllPages.Of(name, model));

        foreach (var element in page.All("button, label, legend, .hint, nav, .tagline, .colophon"))
        {
            Assert.DoesNotContain(element.TextContent, c => c is >= '\u4E00' and <= '\u9FFF');
        }
    }
}
