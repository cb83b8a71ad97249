using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>Indexes of the cell formats, in the order in which <see cref="SheetStyles"/> writes them.</summary>
internal enum SheetStyle
{
    Plain,
    Heading,
    ColumnHead,
    RowHead,
    Note,
    Count,
    Amount,
    Label,
    Paragraph,
    QuotedParagraph,
}

/// <summary>The workbook's formats: 宋体, thin borders, shaded heads, as the official form is printed.</summary>
internal static class SheetStyles
{
    private const string Family = "宋体";

    // GB 2312, in the numbering of Windows' character sets.
    private const int ChineseCharset = 134;
    private const uint Shaded = 2;
    private const uint Boxed = 1;
    private const uint WholeNumber = 1;

    /// <summary>The same format for a text that could be taken for a formula.</summary>
    public static SheetStyle Quoted(SheetStyle style) => style == SheetStyle.Paragraph ? SheetStyle.QuotedParagraph : style;

    public static Stylesheet Stylesheet() =>
        new(
            new Fonts(Font(11, bold: false), Font(16, bold: true), Font(11, bold: true)) { Count = 3 },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF2F2F2" }) { PatternType = PatternValues.Solid })
            )
            {
                Count = 3,
            },
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(
                    new LeftBorder { Style = BorderStyleValues.Thin },
                    new RightBorder { Style = BorderStyleValues.Thin },
                    new TopBorder { Style = BorderStyleValues.Thin },
                    new BottomBorder { Style = BorderStyleValues.Thin },
                    new DiagonalBorder()
                )
            )
            {
                Count = 2,
            },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            CellFormats(),
            new DocumentFormat.OpenXml.Spreadsheet.CellStyles(
                new CellStyle
                {
                    Name = "Normal",
                    FormatId = 0,
                    BuiltinId = 0,
                }
            )
            {
                Count = 1,
            }
        );

    private static CellFormats CellFormats()
    {
        var centre = HorizontalAlignmentValues.Center;
        var left = HorizontalAlignmentValues.Left;
        CellFormat[] formats =
        [
            Format(font: 0, fill: 0, border: 0, number: 0, left),
            Format(font: 1, fill: 0, border: 0, number: 0, centre),
            Format(font: 2, Shaded, Boxed, number: 0, centre),
            Format(font: 0, fill: 0, Boxed, number: 0, left),
            Format(font: 0, fill: 0, Boxed, number: 0, centre),
            Format(font: 0, fill: 0, Boxed, WholeNumber, centre),
            Format(font: 0, fill: 0, Boxed, number: 0, centre),
            Format(font: 2, Shaded, Boxed, number: 0, left),
            Format(font: 0, fill: 0, Boxed, number: 0, left),
            Format(font: 0, fill: 0, Boxed, number: 0, left),
        ];
        formats[(int)SheetStyle.QuotedParagraph].QuotePrefix = true;
        return new CellFormats(formats) { Count = (uint)formats.Length };
    }

    private static CellFormat Format(uint font, uint fill, uint border, uint number, HorizontalAlignmentValues horizontal) =>
        new(
            new Alignment
            {
                Horizontal = horizontal,
                Vertical = VerticalAlignmentValues.Center,
                WrapText = true,
            }
        )
        {
            FontId = font,
            FillId = fill,
            BorderId = border,
            NumberFormatId = number,
            FormatId = 0,
            ApplyFont = true,
            ApplyFill = fill > 0,
            ApplyBorder = border > 0,
            ApplyNumberFormat = number > 0,
            ApplyAlignment = true,
        };

    private static Font Font(double size, bool bold)
    {
        var font = new Font();
        if (bold)
        {
            font.AppendChild(new Bold());
        }

        font.Append(new FontSize { Val = size }, new FontName { Val = Family }, new FontCharSet { Val = ChineseCharset });
        return font;
    }
}
