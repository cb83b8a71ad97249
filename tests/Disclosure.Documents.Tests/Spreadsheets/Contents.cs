using CsCheck;
using Disclosure.Reports;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Documents.Tests.Spreadsheets;

/// <summary>Contents of any kind that can be saved: hostile texts, blanks, the largest figures.</summary>
internal static class Contents
{
    private static readonly string[] Pieces =
    [
        "=1+1",
        "+8613800000000",
        "-2",
        "@SUM(A1)",
        "=cmd|'/c calc'!A0",
        "_x0041_",
        "_x005F_x0041_",
        "（接上行）",
        "信息公开",
        " ",
        "\n",
        "\n\n",
        "\t",
        "<b>&amp;",
        "]]>",
        "𠮷😀",
        "'",
        "\"",
        "一、总体情况",
        "\u200B\uFEFF",
        "\u0301",
    ];

    /// <summary>A text of several lines.</summary>
    public static Gen<string> Text { get; } =
        Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[Gen.Char['\u4E00', '\u4EFF'], 0, 12])
            .List[0, 12]
            .Select(string.Concat);

    public static Gen<ReportContent> Any { get; } =
        from year in Gen.Int[0, 5].Select(i => 2019 + i)
        from texts in Text.Array[15]
        from figures in Gen.OneOf(
            Gen.Const((decimal?)null),
            Gen.Const((decimal?)0),
            Gen.Int[0, 999_999_999].Select(n => (decimal?)n)
        ).Array[FormatEdition.For(year).Cells.Count]
        from amounts in Gen.Long[0, 999_999_999_999_999].Select(Gen.Int[0, 999_999], (whole, part) => whole + (part / 1_000_000m)).Array[4]
        select Content(year, texts, figures, amounts);

    public static ReportContent Numbered(int year)
    {
        var empty = ReportContent.Empty(FormatEdition.For(year), "张掖市审计局", year);
        return empty with
        {
            Sections = new ReportSections
            {
                Preamble = "根据《中华人民共和国政府信息公开条例》编制。",
                Overview = "总体良好。\n（一）主动公开\n第二段。",
                Problems = "还有不足。",
                Other = "无。",
            },
            Cells = empty.Cells.With(empty.Edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)(cell.Ordinal + 1)))),
        };
    }

    private static ReportContent Content(int year, string[] texts, decimal?[] figures, decimal[] amounts)
    {
        var edition = FormatEdition.For(year);
        var line = texts
            .Select(text => text.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal))
            .ToArray();
        var metadata = MetadataField
            .All.Select((field, i) => (field, Text: texts[i]))
            .Aggregate(new ReportMetadata(), (m, pair) => pair.field.Set(m, pair.Text));
        var next = 0;
        return new ReportContent
        {
            Title = line[10],
            Metadata = metadata,
            Sections = new ReportSections
            {
                Preamble = texts[11],
                Overview = texts[12],
                Problems = texts[13],
                Other = texts[14],
            },
            Cells = CellValues
                .Blank(edition)
                .With(
                    edition.Cells.Select(cell =>
                        KeyValuePair.Create(
                            cell.Key,
                            cell.Column.Kind switch
                            {
                                FigureKind.Amount => figures[cell.Ordinal] is null ? null : amounts[next++ % 4],
                                FigureKind.SignedCount => -figures[cell.Ordinal],
                                _ => figures[cell.Ordinal],
                            }
                        )
                    )
                ),
        };
    }
}
