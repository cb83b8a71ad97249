using CsCheck;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Tests.Texts;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("張掖市審計局關于政府信息公開", "张掖市审计局关于政府信息公开")]
    [InlineData("（一）１２件，“公开”〔2019〕", "(一)12件,\"公开\"[2019]")]
    [InlineData("plain text", "plain text")]
    public void Fold_Text_IsSimplifiedAndHalfWidth(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Fact]
    public void Fold_AnyText_KeepsLengthAndIsStable() =>
        Gen.String.Sample(text =>
        {
            var folded = TextFolding.Fold(text);
            return folded.Length == text.Length && TextFolding.Fold(folded) == folded;
        });

    [Fact]
    public void Original_StretchOfAFlatText_IsWhereItCameFrom()
    {
        const string Text = " 我局　共收到 申 请\n12 件 ";
        var flat = FlatText.Of(Text);

        var (start, length) = flat.Original(flat.Value.IndexOf("收到申请", StringComparison.Ordinal), 4);

        Assert.Equal("收到 申 请", Text.Substring(start, length));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("1,234", 1234)]
    [InlineData("零", 0)]
    [InlineData("十", 10)]
    [InlineData("十二", 12)]
    [InlineData("二十", 20)]
    [InlineData("一百零五", 105)]
    [InlineData("两千三百", 2300)]
    [InlineData("一万二千", 12000)]
    [InlineData("二三", null)]
    [InlineData("百", null)]
    [InlineData("件", null)]
    [InlineData("", null)]
    public void TryParse_Number_ReadsBothKinds(string text, int? expected)
    {
        Assert.Equal(expected is not null, ChineseNumber.TryParse(text, out var value));
        if (expected is { } number)
        {
            Assert.Equal(number, value);
        }
    }
}
