using System.IO.Compression;
using System.Net;
using System.Text;

namespace Disclosure.Reports.Tests.Import.Spreadsheets;

/// <summary>A workbook part by part, so that each can be made wrong.</summary>
internal sealed class RawWorkbook
{
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, byte[] Bytes)> parts = [];
    private readonly List<(string Name, string Rows, string State, string Tail)> sheets = [];

    public string MainType { get; set; } = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public string Styles { get; set; } = $"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>";

    public string Names { get; set; } = "";

    /// <summary>A sheet of texts and numbers.</summary>
    public static RawWorkbook Of(params string?[][] rows) => new RawWorkbook().Sheet("Sheet1", Rows(rows));

    public static string Rows(params string?[][] rows) =>
        string.Concat(
            rows.Select(
                (row, i) => $"<row r=\"{i + 1}\">{string.Concat(row.Select((text, c) => text is null ? "" : Cell(i + 1, c, text)))}</row>"
            )
        );

    public static string Cell(int row, int column, string text, string attributes = "") =>
        decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? $"<c r=\"{Reference(row, column)}\" {attributes}><v>{text}</v></c>"
            : $"<c r=\"{Reference(row, column)}\" t=\"inlineStr\" {attributes}><is><t>{WebUtility.HtmlEncode(text)}</t></is></c>";

    public static string Reference(int row, int column) =>
        $"{(column >= 26 ? ((char)('A' + (column / 26) - 1)).ToString() : "")}{(char)('A' + (column % 26))}{row}";

    public static string Relation(string type, string target, string mode = "Internal") =>
        $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"x1\" Type=\"{Relations}/{type}\" Target=\"{target}\" TargetMode=\"{mode}\"/></Relationships>";

    public RawWorkbook Sheet(string name, string rows, string state = "visible", string tail = "")
    {
        sheets.Add((name, rows, state, tail));
        return this;
    }

    public RawWorkbook Part(string name, string text) => Part(name, Encoding.UTF8.GetBytes(text));

    public RawWorkbook Part(string name, byte[] bytes)
    {
        parts.Add((name, bytes));
        return this;
    }

    public byte[] Bytes(CompressionLevel level = CompressionLevel.Fastest)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Parts())
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private IEnumerable<(string Name, byte[] Bytes)> Parts()
    {
        var own = parts.Select(part => part.Name).ToHashSet(StringComparer.Ordinal);
        var list = string.Concat(
            sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" state=\"{sheet.State}\" r:id=\"s{i}\"/>")
        );
        var relations = string.Concat(
            sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")
        );
        (string, string)[] usual =
        [
            (
                "[Content_Types].xml",
                $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"{MainType}\"/></Types>"
            ),
            (
                "_rels/.rels",
                $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"w\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{list}</sheets><definedNames>{Names}</definedNames></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{PackageRelations}\">{relations}<Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"ss\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
            ("xl/styles.xml", Styles),
            .. sheets.Select(
                (sheet, i) =>
                    (
                        $"xl/worksheets/sheet{i + 1}.xml",
                        $"<worksheet xmlns=\"{Main}\">{(sheet.Rows.StartsWith("<cols", StringComparison.Ordinal) ? sheet.Rows.Replace("</cols>", "</cols><sheetData>", StringComparison.Ordinal) : "<sheetData>" + sheet.Rows)}</sheetData>{sheet.Tail}</worksheet>"
                    )
            ),
        ];
        return usual
            .Where(part => !own.Contains(part.Item1))
            .Select(part => (part.Item1, Encoding.UTF8.GetBytes(part.Item2)))
            .Concat(parts);
    }
}
