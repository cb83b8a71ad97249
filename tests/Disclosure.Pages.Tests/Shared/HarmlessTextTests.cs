using System.Text;
using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Tests.Shared;

public sealed class HarmlessTextTests
{
    [Theory]
    [InlineData("公开 𠮷 镕喆珺\u3000é 😀 \u200D", "公开 𠮷 镕喆珺\u3000é 😀 \u200D")]
    [InlineData("a\tb\r\nc", "a\tb\r\nc")]
    [InlineData("a\u202Eb\u2067c\u200Ed\u061C", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD")]
    [InlineData("\0\u0007\u007F\u0090\uFEFF", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\uDB40\uDC41tag", "\uFFFDtag")]
    [InlineData("\uFFFF\uFDD0", "\uFFFD\uFFFD")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Clean_OfText_ReplacesOnlyWhatMisleads(string? text, string expected) => Assert.Equal(expected, HarmlessText.Clean(text));

    [Fact]
    public void LoneSurrogates_InText_AreReplaced()
    {
        // Not in attributes: their texts are stored as UTF-8, which has no lone surrogates.
        Assert.Equal("\uFFFDx\uFFFD", HarmlessText.Clean("\uD800x\uDC00"));
        Assert.Equal("\uFFFDx\uFFFD", HarmlessHtmlEncoder.Instance.Encode("\uD842x\uDC00"));
    }

    [Theory]
    [InlineData(" a\r\nb\u2028c\td ", "a b c d")]
    [InlineData("一行", "一行")]
    public void OneLine_OfText_HasNoBreaks(string text, string expected) => Assert.Equal(expected, HarmlessText.OneLine(text));

    [Fact]
    public void Encode_OfEveryCharacter_IsReadBackAsItselfOrAsAReplacement()
    {
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        foreach (var scalar in Enumerable.Range(1, 0x2FFFF).Where(Rune.IsValid))
        {
            var encoded = HarmlessHtmlEncoder.Instance.Encode(new Rune(scalar).ToString());
            if (HarmlessText.IsHarmful(scalar))
            {
                Assert.Equal("\uFFFD", encoded);
            }
            else if (encoded != new Rune(scalar).ToString())
            {
                Assert.Equal(
                    new Rune(scalar).ToString(),
                    parser.ParseDocument($"<p title=\"{encoded}\">").QuerySelector("p")!.GetAttribute("title")
                );
            }
        }
    }

    [Theory]
    [InlineData("<>&\"'`", "&lt;&gt;&amp;&quot;&#x27;&#x60;")]
    [InlineData("公开\u3000𠮷+", "公开\u3000𠮷+")]
    public void Encode_OfText_IsExactly(string text, string expected) => Assert.Equal(expected, HarmlessHtmlEncoder.Instance.Encode(text));

    [Theory]
    [InlineData("<>&\"'`公开𠮷\u202E")]
    [InlineData("公开")]
    public void EncodeUtf8_OfText_AgreesWithEncode(string text)
    {
        var output = new byte[1024];
        HarmlessHtmlEncoder.Instance.EncodeUtf8(Encoding.UTF8.GetBytes(text), output, out _, out var written);

        Assert.Equal(HarmlessHtmlEncoder.Instance.Encode(text), Encoding.UTF8.GetString(output, 0, written));
    }

    [Fact]
    public void Encode_IntoASmallBuffer_AsksForMoreInsteadOfCutting()
    {
        var output = new char[5];

        var status = HarmlessHtmlEncoder.Instance.Encode("ab\"c", output, out var read, out var written);

        Assert.Equal((System.Buffers.OperationStatus.DestinationTooSmall, 2, 2), (status, read, written));
    }
}
