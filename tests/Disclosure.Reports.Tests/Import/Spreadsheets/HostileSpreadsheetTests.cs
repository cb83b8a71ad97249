using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Disclosure.Reports.Import;
using Disclosure.Reports.Import.Spreadsheets;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Import.Spreadsheets;

/// <summary>Workbooks made to do harm. The numbers are those of the list of file risks.</summary>
public sealed class HostileSpreadsheetTests
{
    [Fact]
    public void U1_SmallFileThatUnpacksToFarMore_IsRefusedLongBeforeItsEnd()
    {
        // 200 MB in 200 KB; the reader stops at a hundred times the packed length.
        var bytes = RawWorkbook.Of().Part("xl/a.xml", new byte[200 * 1024 * 1024]).Bytes(CompressionLevel.Optimal);
        Assert.True(bytes.Length < 300 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused(bytes, ImportRefusalReason.TooLarge);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 80 * 1024 * 1024);
    }

    [Fact]
    public void U1_ManyPartsThatAreLargeTogether_AreRefusedAtTheLimit()
    {
        var book = RawWorkbook.Of();
        for (var i = 0; i < 30; i++)
        {
            book.Part($"xl/p{i}.xml", new byte[1_900_000]);
        }

        AssertRefused(book, ImportRefusalReason.TooLarge);
    }

    [Fact]
    public void U2_AMillionEntries_AreRefusedUnread()
    {
        var book = RawWorkbook.Of();
        for (var i = 0; i < 2_000; i++)
        {
            book.Part($"xl/p{i}.xml", "<a/>");
        }

        AssertRefused(book, ImportRefusalReason.TooLarge);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void U3_LengthThatLies_IsRefused(uint length)
    {
        var bytes = RawWorkbook.Of(["一"]).Bytes();
        var at = Central(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 24), length);

        AssertRefused(bytes, ImportRefusalReason.Damaged);
    }

    [Fact]
    public void U3_BytesChanged_IsRefused()
    {
        // The sum of a part no longer fits: a figure might have been changed on the way.
        var bytes = RawWorkbook.Of(["一"]).Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Central(bytes) + 16), 1);

        AssertRefused(bytes, ImportRefusalReason.Damaged);
    }

    [Fact]
    public void U4_OverlappingEntries_AreRefused()
    {
        var bytes = RawWorkbook.Of(["一"]).Part("xl/a.xml", "<a/>").Part("xl/b.xml", "<a/>").Bytes();
        var text = Encoding.Latin1.GetString(bytes);

        // Both entries of the directory point to one header, whose name is made to fit.
        var (a, b) = (
            text.LastIndexOf("xl/a.xml", StringComparison.Ordinal) - 46,
            text.LastIndexOf("xl/b.xml", StringComparison.Ordinal) - 46
        );
        bytes.AsSpan(a + 42, 4).CopyTo(bytes.AsSpan(b + 42));
        bytes[b + 46 + 3] = (byte)'a';

        AssertRefused(bytes, ImportRefusalReason.Unsafe, "overlap");
    }

    [Fact]
    public void U5_ZipWithinTheZip_IsRefused() =>
        AssertRefused(RawWorkbook.Of().Part("xl/media/a.png", RawWorkbook.Of().Bytes()), ImportRefusalReason.Unsafe);

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("docProps/core.xml")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    public void U6_ExternalEntity_IsRefused(string part) =>
        AssertRefused(
            RawWorkbook.Of().Part(part, "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
            ImportRefusalReason.Unsafe,
            "document type"
        );

    [Fact]
    public void U6_BillionLaughsInUtf16_IsRefused() =>
        AssertRefused(
            RawWorkbook
                .Of()
                .Part(
                    "xl/sharedStrings.xml",
                    [
                        .. Encoding.Unicode.GetPreamble(),
                        .. Encoding.Unicode.GetBytes("<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"),
                    ]
                ),
            ImportRefusalReason.Unsafe
        );

    [Theory]
    [InlineData("externalLinkPath", "file:///C:/other.xlsx")]
    [InlineData("attachedTemplate", "https://evil.example/t.xltx")]
    [InlineData("image", "https://evil.example/track.png")]
    [InlineData("oleObject", "file://server/x")]
    public void U7_ReferenceOutOfTheFile_IsRefused(string type, string target) =>
        AssertRefused(
            RawWorkbook.Of().Part("xl/worksheets/_rels/sheet1.xml.rels", RawWorkbook.Relation(type, target, "External")),
            ImportRefusalReason.Unsafe
        );

    [Fact]
    public void U7_HyperlinkOfACell_IsDroppedAndSaid()
    {
        var book = RawWorkbook
            .Of(["一", "二"])
            .Part("xl/worksheets/_rels/sheet1.xml.rels", RawWorkbook.Relation("hyperlink", "mailto:a@b.example", "External"));

        Assert.Contains(Read(book).Notes, note => note.Code == "links-dropped");
    }

    [Theory]
    [InlineData("xl/externalLinks/externalLink1.xml")]
    [InlineData("xl/connections.xml")]
    [InlineData("xl/queryTables/queryTable1.xml")]
    public void U7_LinksToOtherFiles_AreRefused(string part) =>
        AssertRefused(RawWorkbook.Of().Part(part, "<a/>"), ImportRefusalReason.Unsafe, "links");

    [Theory]
    [InlineData("xl/vbaProject.bin")]
    [InlineData("xl/macrosheets/sheet1.xml")]
    [InlineData("customUI/customUI.xml")]
    public void U8_Macros_AreRefused(string part) => AssertRefused(RawWorkbook.Of().Part(part, "x"), ImportRefusalReason.Unsafe, "macros");

    [Theory]
    [InlineData("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "macros")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "template")]
    public void U8_MacroBookOrTemplateNamedXlsx_IsRefused(string type, string says)
    {
        var book = RawWorkbook.Of();
        book.MainType = type;
        AssertRefused(book, ImportRefusalReason.Unsafe, says);
    }

    [Theory]
    [InlineData("xl/embeddings/oleObject1.bin")]
    [InlineData("xl/embeddings/Microsoft_Word_Document.docx")]
    [InlineData("xl/activeX/activeX1.xml")]
    public void U9_EmbeddedObjects_AreRefused(string part) =>
        AssertRefused(RawWorkbook.Of().Part(part, "x"), ImportRefusalReason.Unsafe, "embedded");

    [Theory]
    [InlineData("cmd|'/c calc'!A0")]
    [InlineData("MSEXCEL|'\\..\\..\\cmd.exe'!''")]
    [InlineData("[1]Sheet1!A1")]
    [InlineData("'\\\\server\\share\\[book.xlsx]Sheet1'!A1")]
    public void U10_FormulaThatCallsOtherPrograms_IsRefused(string formula) =>
        AssertRefused(
            new RawWorkbook().Sheet("a", $"<row r=\"1\"><c r=\"A1\"><f>{System.Net.WebUtility.HtmlEncode(formula)}</f><v>1</v></c></row>"),
            ImportRefusalReason.Unsafe,
            "formula"
        );

    [Theory]
    [InlineData("../../x.xml")]
    [InlineData("xl/../../x.xml")]
    [InlineData("/etc/x.xml")]
    [InlineData("xl\\x.xml")]
    [InlineData("C:/x.xml")]
    [InlineData("xl/\u202Elmx.exe")]
    [InlineData("xl/x.docx.exe")]
    [InlineData("CON")]
    public void U12_NamesThatAreNoParts_AreRefused(string name) =>
        AssertRefused(RawWorkbook.Of().Part(name, "<a/>"), ImportRefusalReason.Unsafe);

    [Fact]
    public void U12_TwoPartsOfOneName_AreRefused() =>
        AssertRefused(RawWorkbook.Of().Part("xl/a.xml", "<a/>").Part("XL/A.xml", "<b/>"), ImportRefusalReason.Damaged);

    [Fact]
    public void OldContainers_AreRefusedByWhatTheyAre()
    {
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]];

        AssertRefused(container, ImportRefusalReason.WrongKind, ".xls");
        AssertRefused([.. container, .. Encoding.Unicode.GetBytes("EncryptedPackage")], ImportRefusalReason.Encrypted, "password");
        AssertRefused([.. container, .. Encoding.Unicode.GetBytes("WordDocument")], ImportRefusalReason.WrongKind, ".doc");
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>1</td></tr></table></body></html>", "web page")]
    [InlineData("编号,数量\n1,2\n", "no .xlsx")]
    [InlineData("%PDF-1.7", "no .xlsx")]
    [InlineData("", "no .xlsx")]
    public void OtherFilesNamedXlsx_AreRefusedByWhatTheyAre(string text, string says) =>
        AssertRefused(Encoding.UTF8.GetBytes(text), ImportRefusalReason.WrongKind, says);

    [Fact]
    public void WordDocument_IsRefusedByWhatItIs()
    {
        var book = RawWorkbook.Of();
        book.MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        AssertRefused(book, ImportRefusalReason.WrongKind, "Word");
    }

    [Fact]
    public void FileCutShort_IsRefused()
    {
        var bytes = RawWorkbook.Of(["一", "二"]).Bytes();
        foreach (var length in new[] { 5, 100, bytes.Length / 2, bytes.Length - 1 })
        {
            AssertRefused(bytes[..length], ImportRefusalReason.Damaged);
        }
    }

    [Fact]
    public void XmlCutShort_IsRefused() =>
        AssertRefused(RawWorkbook.Of().Part("xl/sharedStrings.xml", "<sst><si><t>一"), ImportRefusalReason.Damaged);

    [Fact]
    public void AnyByteChanged_NeverThrows()
    {
        var bytes = RawWorkbook.Of(["三、收到和处理政府信息公开申请情况", "1"], ["一", "2"]).Bytes();
        Check.Sample(
            Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte),
            (at, value) =>
            {
                var changed = (byte[])bytes.Clone();
                changed[at] = value;
                Assert.NotNull(ReportImporter.FromSpreadsheet(changed, Sample.Edition2019));
            },
            iter: 2_000
        );
    }

    [Fact]
    public void AnyBytes_NeverThrow() =>
        Check.Sample(
            Gen.Int[0, 255].Array[0, 200],
            bytes =>
                Assert.NotNull(
                    ReportImporter.FromSpreadsheet((byte[])[.. "PK\x03\x04"u8, .. bytes.Select(b => (byte)b)], Sample.Edition2019)
                ),
            iter: 500
        );

    [Fact]
    public void AMillionRows_AreReadOrRefusedInTime()
    {
        var rows = new StringBuilder();
        for (var i = 1; i <= 600_000; i++)
        {
            rows.Append("<row r=\"").Append(i).Append("\"><c r=\"A1\"/></row>");
        }

        AssertInTime(new RawWorkbook().Sheet("a", rows.ToString()).Bytes());
        AssertInTime(new RawWorkbook().Sheet("a", rows.Replace("<c r=\"A1\"/>", "<c><v>1</v></c>").ToString()).Bytes());
    }

    [Fact]
    public void AllColumns_AreReadInTime()
    {
        var row = $"<row>{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16_384))}</row>";
        AssertInTime(new RawWorkbook().Sheet("a", string.Concat(Enumerable.Repeat(row, 20))).Bytes());
    }

    private static void AssertInTime(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        Assert.NotNull(ReportImporter.FromSpreadsheet(bytes, Sample.Edition2019));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    private static ImportResult Read(RawWorkbook book) =>
        Assert.IsType<ImportOutcome.Read>(ReportImporter.FromSpreadsheet(book.Bytes(), Sample.Edition2019)).Result;

    private static void AssertRefused(RawWorkbook book, ImportRefusalReason reason, string says = "") =>
        AssertRefused(book.Bytes(), reason, says);

    private static void AssertRefused(byte[] bytes, ImportRefusalReason reason, string says = "")
    {
        var refusal = Assert.IsType<ImportOutcome.Refused>(ReportImporter.FromSpreadsheet(bytes, Sample.Edition2019)).Refusal;

        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(says, refusal.MessageEn, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.MessageZh);
    }

    // The directory's first entry.
    private static int Central(byte[] bytes) => bytes.AsSpan().IndexOf("PK\x01\x02"u8);
}
