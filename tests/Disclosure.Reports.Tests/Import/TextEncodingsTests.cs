using System.Text;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Import.Variants;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Import;

public sealed class TextEncodingsTests
{
    private const string Simplified = "张掖市审计局2020年政府信息公开工作年度报告，镕喆珺";
    private static readonly string Traditional = Mutations.ToTraditional("某市局2020年政府信息公開年度報告的情況");

    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("utf-8", "gb2312")]
    [InlineData("gb18030", "GBK")]
    [InlineData("gb18030", "\"gb2312\"")]
    [InlineData("gb18030", "utf-8")]
    [InlineData("gb18030", null)]
    [InlineData("utf-16", null)]
    [InlineData("utf-16BE", null)]
    public void Decode_Simplified_IsReadWhateverIsDeclared(string encoding, string? declared)
    {
        var page = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        Assert.Equal(Simplified, TextEncodings.Decode([.. page.GetPreamble(), .. page.GetBytes(Simplified)], declared));
    }

    [Theory]
    [InlineData("big5")]
    [InlineData(null)]
    [InlineData("x-unknown")]
    public void Decode_Big5_IsRead(string? declared) =>
        Assert.Equal(
            Traditional,
            TextEncodings.Decode(CodePagesEncodingProvider.Instance.GetEncoding(950)!.GetBytes(Traditional), declared)
        );

    [Theory]
    [InlineData("<html><head><meta charset=\"gbk\"></head>")]
    [InlineData("<META http-equiv=Content-Type content=\"text/html; charset=gb2312\">")]
    [InlineData("<?xml version=\"1.0\" encoding=\"GB18030\"?>")]
    public void Decode_DeclaredWithin_IsHonoured(string head)
    {
        // Bytes that are also valid UTF-8: only what the page says of itself can tell.
        var bytes = Encoding.UTF8.GetBytes(head + "涓€");

        Assert.NotEqual(Encoding.UTF8.GetString(bytes), TextEncodings.Decode(bytes, null));
    }

    [Fact]
    public void Decode_NoEncoding_IsNull() => Assert.Null(TextEncodings.Decode([0x81, 0xFF, 0xFF, 0x00], null));

    [Theory]
    [InlineData("%PDF-1.4 …")]
    [InlineData("{\\rtf1 …}")]
    [InlineData("\u0001\0\0\0")]
    public void FromFile_OtherKind_IsRefusedWithAdvice(string text)
    {
        var outcome = ReportImporter.FromFile(Encoding.UTF8.GetBytes(text), FileKind.Unknown, null, Sample.Edition2019);

        Assert.Equal(ImportRefusalReason.WrongKind, Assert.IsType<ImportOutcome.Refused>(outcome).Refusal.Reason);
    }
}
