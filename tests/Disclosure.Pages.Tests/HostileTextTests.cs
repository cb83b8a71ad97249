using AngleSharp.Dom;
using Disclosure.Pages.Mail;
using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Tests;

/// <summary>Whatever people write, in whatever field: it is seen as text, and only as text.</summary>
public sealed class HostileTextTests
{
    private const string Marker = "hostile";

    private static readonly string[] Hostile =
    [
        $"{Marker}<script>alert(1)</script>",
        $"{Marker}\"><img src=x onerror=alert(1)>",
        $"{Marker}' onmouseover='alert(1)' style='display:none",
        $"javascript:alert('{Marker}')",
        $"  \tJaVaScRiPt:alert('{Marker}')",
        $"data:text/html,<b>{Marker}</b>",
        $"//{Marker}.example/",
        $"/\\{Marker}.example/",
        $"{Marker}</title></textarea></style></select><svg onload=alert(1)>",
        $"{Marker}\u202Efdp.exe\u2066\u200F\u061C",
        $"{Marker}\0\u0001\u0008\u001B[31m\u007F\u0085\u009F\uFEFF",
        $"{Marker}\uD800 alone \uDFFF",
        $"{Marker}&lt;b&gt;&amp;&#60;script&#62;",
        $"{Marker}{{0}}{{1}}@Model`${{7*7}}",
    ];

    public static TheoryData<string> Texts => [.. Hostile];

    public static TheoryData<string, string> PagesAndTexts =>
        [.. AllPages.Names.SelectMany(row => Hostile.Select(text => (row.Data, text)))];

    [Theory]
    [MemberData(nameof(PagesAndTexts))]
    public async Task Page_WithHostileTextInEveryField_ShowsItAsTextOnly(string name, string text)
    {
        var model = Records.ReplaceTexts(AllPages.ModelOf(name), _ => text);

        using var page = await Html.ParseAsync(AllPages.Of(name, model));

        AssertHarmless(page);
        Assert.Contains(Expected(text).Trim(), page.DocumentElement.TextContent.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllPages.Names), MemberType = typeof(AllPages))]
    public async Task Page_WithOrdinaryText_HasNoMoreElementsThanWithMarkup(string name)
    {
        using var plain = await Html.ParseAsync(AllPages.Of(name, Records.ReplaceTexts(AllPages.ModelOf(name), _ => "plain")));
        using var markup = await Html.ParseAsync(AllPages.Of(name, Records.ReplaceTexts(AllPages.ModelOf(name), _ => "<b>x</b><i y='z'>")));

        Assert.Equal(Shape(plain), Shape(markup));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Mail_WithHostileTextInEveryField_ShowsItAsTextOnly(string text)
    {
        foreach (var body in await ComposeAllAsync(_ => text))
        {
            using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(body.Html);
            Assert.Empty(page.All("script, img, svg, iframe, object, form, link"));
            Assert.All(
                Attributes(page),
                attribute => Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), attribute.Name)
            );
            Assert.All(page.All("a"), link => Assert.Contains(link.GetAttribute("href"), new[] { SafeAddress.Nowhere }));
            Assert.DoesNotContain(body.Html, Misleads);
            Assert.DoesNotContain(body.Text, Misleads);
            Assert.DoesNotContain(body.Subject, c => char.IsControl(c) || Misleads(c));
        }
    }

    [Fact]
    public async Task Subject_WithLineBreaks_StaysOneLine()
    {
        foreach (var body in await ComposeAllAsync(_ => "a\r\nBcc: everybody@example.org\u2028b"))
        {
            Assert.DoesNotContain(body.Subject, c => c is '\r' or '\n' or '\u2028');
        }
    }

    private static async Task<IReadOnlyList<MailBody>> ComposeAllAsync(Func<string, string> replace) =>
        [
            await Mails.ComposeAsync(Records.ReplaceTexts(Samples.SignInMail(), replace)),
            await Mails.ComposeAsync(Records.ReplaceTexts(Samples.ReviewMail(), replace)),
            await Mails.ComposeAsync(Records.ReplaceTexts(Samples.ReturnedMail(), replace)),
            await Mails.ComposeAsync(Records.ReplaceTexts(Samples.PublishedMail(), replace)),
            await Mails.ComposeAsync(Records.ReplaceTexts(Samples.RecalledMail(), replace)),
        ];

    private static void AssertHarmless(IDocument page)
    {
        Assert.Empty(page.All("script, style, iframe, object, embed, base, template, img, [style], [srcdoc], [formaction]"));
        Assert.Empty(page.All("b:not(.lead), i"));
        foreach (var attribute in Attributes(page))
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), attribute.Name);
            Assert.DoesNotContain(attribute.Value, Misleads);
            if (attribute.Name is "href" or "src" or "action")
            {
                Assert.Matches("^(#|/(?![/\\\\])|https?://)", attribute.Value);
            }
        }

        Assert.DoesNotContain(page.DocumentElement.TextContent, Misleads);
    }

    /// <summary>What stands before the first character that is not shown as itself: enough to know the text by.</summary>
    private static string Expected(string text) => new([.. text.TakeWhile(c => !Misleads(c) && !char.IsSurrogate(c))]);

    // Said here again on purpose: a test that asked the code under test what is harmful would believe anything.
    private static bool Misleads(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
        || c is '\u061C' or '\u200E' or '\u200F' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static IEnumerable<IAttr> Attributes(IParentNode page) => page.QuerySelectorAll("*").SelectMany(element => element.Attributes);

    private static string Shape(IDocument page) => string.Join(' ', page.All("*").Select(element => element.LocalName));
}
