using System.Diagnostics;
using System.Text;
using Disclosure.Reports.Import;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Import;

/// <summary>
/// Inputs that cost far more than their size to a careless reader. Each takes a fraction of a second; the limit allows for a machine that
/// runs something else at the same time, and is still far below what quadratic work would take.
/// </summary>
public sealed class ImportLimitsTests
{
    private const int Size = 5 * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);

    public static TheoryData<string, string> Pages =>
        new()
        {
            { "cells", Repeated("<td>") },
            { "cells of a table", "<table><tr>" + Repeated("<td>1</td>") },
            { "rows", "<table>" + Repeated("<tr><td>一<td>1") },
            { "tables in tables", Repeated("<table><tr><td>") },
            { "blocks in blocks", Repeated("<div>") },
            { "styles left open", string.Concat(Enumerable.Range(0, 400).Select(i => $"<b id={i}>")) + Repeated("<p>x") },
            { "styles in styles", Repeated("<b><i>") },
            { "links crossing paragraphs", Repeated("<a><p>") },
            { "elements where cells belong", "<table>" + Repeated("<i></i>") },
            { "text where cells belong", "<table>" + Repeated("x<tr>") },
            { "attributes", "<p " + Repeated("a b=c ") + ">" },
            { "attributes all different", "<p " + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"a{i} ")) + ">" },
            { "an attribute that does not end", "<p a=\"" + Repeated("x") },
            { "open brackets", Repeated("<") },
            { "ampersands", Repeated("&#") },
            { "entities", Repeated("&nbsp;") },
            { "comments", Repeated("<!--") },
            { "great spans", "<table>" + Repeated("<tr><td rowspan=65535 colspan=1000>1</td>") },
            { "spaces", "<p>" + Repeated(" ") + "一" },
            { "small headings", Repeated("<p>一、总体情况") },
            { "nested lists", Repeated("<ul><li>") },
            { "selects", Repeated("<select><option>") },
            { "svg and math", Repeated("<svg><math>") },
            { "preformatted", "<pre>" + Repeated("一\t1\n") },
        };

    public static TheoryData<string, string> Texts =>
        new()
        {
            { "one line", Repeated("一") },
            { "digits", Repeated("1") },
            { "figures", Repeated("1 ") },
            { "figures a line each", Repeated("1\n") },
            { "commas", Repeated("1,") },
            { "colons", Repeated("索引号：") },
            { "colons alone", Repeated(":") },
            { "tabs", Repeated("\t") },
            { "bars", Repeated("|") },
            { "rows of bars", Repeated("|一|1|\n") },
            { "labels and blanks", Repeated("一\t\t\n") },
            { "headings", Repeated("一、总体情况\n二、主动公开政府信息情况\n") },
            { "one heading", Repeated("六、其他需要报告的事项\n") },
            { "titles", Repeated("张掖市审计局2020年政府信息公开工作年度报告\n") },
            { "halves of titles", Repeated("张掖市审计局\n2020年政府信息公开\n") },
            { "rows of the form", "三、收到和处理政府信息公开申请情况\n" + Repeated("一、本年新收政府信息公开申请数量 1 2 3 4 5 6 7\n") },
            { "cells of one row", "二、主动公开政府信息情况\n" + Repeated("规章|1|") },
            { "brackets", Repeated("(") },
            { "dashes", Repeated("-") },
            { "rules", Repeated("|---") },
            { "spaces between", Repeated("1                                                  2\n") },
            { "surrogates", Repeated("\uD83D") },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public void FromHtml_CostlyPage_IsReadInTime(string what, string html) =>
        AssertInTime(what, () => ReportImporter.FromHtml(html, Sample.Edition2019));

    [Theory]
    [MemberData(nameof(Texts))]
    public void FromText_CostlyText_IsReadInTime(string what, string text) =>
        AssertInTime(what, () => ReportImporter.FromText(text, Sample.Edition2021));

    [Fact]
    public void FromHtml_TangledPage_SaysSo()
    {
        var result = ReportImporter.FromHtml(Repeated("<div>"), Sample.Edition2019);

        Assert.Contains(result.Notes, note => note.Code == "page-tangled");
    }

    [Fact]
    public void FromHtml_ALargePageOfPeople_IsNotTangled()
    {
        // Three hundred links of navigation, and a picture within the page, as sites have them.
        var html =
            $"<img src='data:image/png;base64,{new string('A', 200_000)}'>{string.Concat(Enumerable.Repeat("<li><a href=x title=y><span>导航</span></a></li>", 300))}<p>六、其他需要报告的事项</p><p>无。</p>";

        var result = ReportImporter.FromHtml(html, Sample.Edition2019);

        Assert.DoesNotContain(result.Notes, note => note.Code == "page-tangled");
        Assert.Equal("无。", result.Content.Sections.Other);
    }

    [Fact]
    public void FromFile_AnyBytes_NeverThrows() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.String, CsCheck.Gen.Int[0, 3], (text, kind) => (Encoding.Latin1.GetBytes(text), (FileKind)kind)),
            file => Assert.NotNull(ReportImporter.FromFile(file.Item1, file.Item2, null, Sample.Edition2019)),
            iter: 500
        );

    private static void AssertInTime(string what, Func<ImportResult> import)
    {
        var watch = Stopwatch.StartNew();
        Assert.NotNull(import());
        Assert.True(watch.Elapsed < Limit, $"{what}: {watch.Elapsed}");
    }

    // As large as an upload may be, in bytes of UTF-8.
    private static string Repeated(string piece) =>
        new StringBuilder().Insert(0, piece, Size / Encoding.UTF8.GetByteCount(piece)).ToString();
}
