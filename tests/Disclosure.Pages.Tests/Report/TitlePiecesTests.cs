using Disclosure.Pages.Report;

namespace Disclosure.Pages.Tests.Report;

public sealed class TitlePiecesTests
{
    [Theory]
    [InlineData("张掖市审计局2020年政府信息公开工作年度报告", "张掖市审计局", "张掖市审计局|2020年|政府信息公开|工作年度报告")]
    [InlineData("2020年政府信息公开工作年度报告", "张掖市审计局", "2020年|政府信息公开|工作年度报告")]
    [InlineData("政府信息公开办公室2020年报告", "政府信息公开办公室", "政府信息公开办公室|2020年报告")]
    [InlineData("报告", "", "报告")]
    [InlineData("", "张掖市审计局", "")]
    public void Pieces_OfTitle_BreakBetweenWords(string title, string organ, string expected) =>
        Assert.Equal(expected, string.Join('|', new TitlePieces(title, organ).Pieces));
}
