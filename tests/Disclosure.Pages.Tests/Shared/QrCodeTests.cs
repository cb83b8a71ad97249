using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Pages.Shared;
using QRCoder;

namespace Disclosure.Pages.Tests.Shared;

public sealed partial class QrCodeTests
{
    [Theory]
    [InlineData("https://disclosure.example.gov.cn/reports/620700082/2021-00002")]
    [InlineData("https://例子.中国/报告")]
    public void Path_OfCode_DrawsTheMatrixToTheModule(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);

        var code = QrCode.Of(text);

        Assert.Equal(data.ModuleMatrix.Count, code.Size);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"0 0 {code.Size} {code.Size}"), code.ViewBox);
        var drawn = new bool[code.Size, code.Size];
        foreach (Match run in Run().Matches(code.Path))
        {
            var (x, y, length) = (Number(run, "x"), Number(run, "y"), Number(run, "length"));
            for (var i = 0; i < length; i++)
            {
                Assert.False(drawn[y, x + i]);
                drawn[y, x + i] = true;
            }
        }

        for (var y = 0; y < code.Size; y++)
        {
            for (var x = 0; x < code.Size; x++)
            {
                Assert.Equal(data.ModuleMatrix[y][x], drawn[y, x]);
            }
        }
    }

    [Fact]
    public void Path_OfCode_LeavesTheQuietZoneFree()
    {
        var code = QrCode.Of("https://disclosure.example.gov.cn/");

        Assert.All(
            Run().Matches(code.Path),
            run => Assert.True(Number(run, "x") >= 4 && Number(run, "y") >= 4 && Number(run, "x") + Number(run, "length") <= code.Size - 4)
        );
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<length>\d+)v1h-\k<length>z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Run();
}
