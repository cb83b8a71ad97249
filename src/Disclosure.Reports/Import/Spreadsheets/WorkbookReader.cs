using System.Xml;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// Reads a workbook's parts forward only, so that a sheet of a million rows costs its length and nothing more. Nothing is calculated and
/// nothing outside the file is looked at.
/// </summary>
/// <remarks>ECMA-376 part 1: 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings).</remarks>
internal sealed class WorkbookReader
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly Package package;
    private readonly SpreadsheetLimits limits;
    private readonly string main;

    private WorkbookReader(Package package, SpreadsheetLimits limits)
    {
        (this.package, this.limits) = (package, limits);
        main =
            Targets("_rels/.rels", string.Empty)
                .FirstOrDefault(target => target.Type.EndsWith("/officeDocument", StringComparison.Ordinal))
                .Part
            ?? "xl/workbook.xml";
    }

    /// <exception cref="SpreadsheetRefusedException">The parts do not make up a workbook, or it is too large.</exception>
    /// <exception cref="XmlException">A part is no XML.</exception>
    public static Workbook Read(Package package, SpreadsheetLimits limits) => new WorkbookReader(package, limits).Read();

    private Workbook Read()
    {
        var folder = main.Contains('/', StringComparison.Ordinal) ? main[..(main.LastIndexOf('/') + 1)] : string.Empty;
        var targets = Targets($"{folder}_rels/{main[folder.Length..]}.rels", folder);
        string? PartOf(string type) => targets.FirstOrDefault(target => target.Type.EndsWith(type, StringComparison.Ordinal)).Part;
        var (sheets, names, isFrom1904) = Contents();
        var texts = SharedTexts(PartOf("/sharedStrings"));
        using var styleXml = PartOf("/styles") is { } part ? package.Xml(part) : null;
        var styles = CellStyles.Read(styleXml, isFrom1904);
        var reader = new SheetReader(texts, styles, limits);
        return new Workbook
        {
            Sheets =
            [
                .. sheets.Select(sheet =>
                {
                    var target = targets.FirstOrDefault(target => target.Id == sheet.Relation);
                    using var xml = target.Type?.EndsWith("/worksheet", StringComparison.Ordinal) == true ? package.Xml(target.Part) : null;
                    return reader.Read(xml, sheet.Name, sheet.IsHidden);
                }),
            ],
            Names = names,
            HasComments = package.Names.Any(name =>
                name.Contains("comments", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("xl/revisions/", StringComparison.OrdinalIgnoreCase)
            ),
            HasHyperlinks = package.HasHyperlinks,
        };
    }

    private (List<(string Name, string Relation, bool IsHidden)> Sheets, Dictionary<string, string> Names, bool IsFrom1904) Contents()
    {
        var sheets = new List<(string, string, bool)>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var isFrom1904 = false;
        using var xml = package.Xml(main) ?? throw SpreadsheetRefusedException.Damaged("缺少工作簿部件", "its workbook part is missing");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "workbookPr":
                    isFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
                    break;
                case "sheet":
                    var relation = xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations) ?? string.Empty;
                    sheets.Add((xml.GetAttribute("name") ?? string.Empty, relation, xml.GetAttribute("state") is "hidden" or "veryHidden"));
                    break;
                case "definedName" when xml.GetAttribute("localSheetId") is null && xml.GetAttribute("name") is { } name:
                    names.TryAdd(name, xml.ReadElementContentAsText());
                    break;
                default:
                    break;
            }
        }

        if (sheets.Count > limits.Sheets)
        {
            throw SpreadsheetRefusedException.TooLarge($"有 {sheets.Count} 张工作表", $"it has {sheets.Count} sheets");
        }

        return (sheets, names, isFrom1904);
    }

    private List<string> SharedTexts(string? part)
    {
        var texts = new List<string>();
        using var xml = part is null ? null : package.Xml(part);
        while (xml?.Read() == true)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                texts.Add(CellText.Read(xml));
            }
        }

        return texts;
    }

    private List<(string Id, string Type, string Part)> Targets(string name, string folder)
    {
        var targets = new List<(string, string, string)>();
        using var xml = package.Xml(name);
        while (xml?.Read() == true)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("Target") is { } target)
            {
                var part = target.StartsWith('/') ? target[1..] : folder + target;
                targets.Add((xml.GetAttribute("Id") ?? string.Empty, xml.GetAttribute("Type") ?? string.Empty, part));
            }
        }

        return targets;
    }
}
