using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>A sheet around its rows: widths, frozen heads, and how it is printed (A4, one page wide).</summary>
internal static class SheetPages
{
    private const uint A4 = 9;
    private const double PortraitWidth = 100;

    public static Worksheet Worksheet(
        IReadOnlyList<double> widths,
        IEnumerable<Row> rows,
        IEnumerable<string> merged,
        DataValidations? checks,
        int frozenRows
    )
    {
        var ranges = merged.Select(range => new MergeCell { Reference = range }).ToList();
        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(View(frozenRows)),
            new SheetFormatProperties { DefaultRowHeight = 20, CustomHeight = true },
            new Columns(
                widths.Select(
                    (width, i) =>
                        new Column
                        {
                            Min = (uint)i + 1,
                            Max = (uint)i + 1,
                            Width = width,
                            CustomWidth = true,
                        }
                )
            ),
            new SheetData(rows),
            new MergeCells(ranges) { Count = (uint)ranges.Count }
        );
        if (checks is not null)
        {
            sheet.AppendChild(checks);
        }

        sheet.Append(
            new PrintOptions { HorizontalCentered = true },
            new PageMargins
            {
                Left = 0.6,
                Right = 0.6,
                Top = 0.8,
                Bottom = 0.8,
                Header = 0.3,
                Footer = 0.3,
            },
            new PageSetup
            {
                PaperSize = A4,
                Orientation = widths.Sum() > PortraitWidth ? OrientationValues.Landscape : OrientationValues.Portrait,
                FitToWidth = 1,
                FitToHeight = 0,
            },
            new HeaderFooter(new OddFooter("&C— &P —"))
        );
        return sheet;
    }

    private static SheetView View(int frozenRows)
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozenRows > 1)
        {
            view.AppendChild(
                new Pane
                {
                    VerticalSplit = frozenRows,
                    TopLeftCell = string.Create(CultureInfo.InvariantCulture, $"A{frozenRows + 1}"),
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            );
        }

        return view;
    }
}
