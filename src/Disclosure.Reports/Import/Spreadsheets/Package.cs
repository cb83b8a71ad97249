using System.Text;
using System.Xml;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// A workbook's parts after inspection: unpacked within the limits, none of a kind that can do harm, no document type declarations, no links
/// that lead out of the file.
/// </summary>
internal sealed class Package
{
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const int Prolog = 4096;

    private readonly Dictionary<string, byte[]> parts = new(StringComparer.OrdinalIgnoreCase);

    private Package() { }

    /// <summary>True if cells link to web pages or addresses; the links are not kept.</summary>
    public bool HasHyperlinks { get; private set; }

    /// <summary>The names of all parts.</summary>
    public IReadOnlyCollection<string> Names => parts.Keys;

    /// <exception cref="SpreadsheetRefusedException">Whatever stands against reading it.</exception>
    public static Package Open(ReadOnlyMemory<byte> file, SpreadsheetLimits limits)
    {
        var package = new Package();
        var inflater = new ZipInflater(limits);
        foreach (var entry in ZipDirectory.Read(file, limits.Entries))
        {
            PartNames.Check(entry.Name);
            if (entry.IsEncrypted)
            {
                throw Encrypted();
            }

            var bytes = inflater.Inflate(entry);
            CheckContent(entry.Name, bytes);
            if (!entry.Name.EndsWith('/') && !package.parts.TryAdd(entry.Name, bytes))
            {
                throw SpreadsheetRefusedException.Damaged("部件重名", "two parts have one name");
            }
        }

        package.CheckTypes();
        foreach (var name in package.parts.Keys.Where(name => name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            package.CheckLinks(name);
        }

        return package;
    }

    public static SpreadsheetRefusedException Encrypted() =>
        new(
            ImportRefusalReason.Encrypted,
            "文件设有打开密码，无法读取。请取消密码后另存为 .xlsx 再导入。",
            "The file needs a password and cannot be read. Remove the password, save it as .xlsx and import that."
        );

    /// <summary>The part as XML; null if there is none.</summary>
    public XmlReader? Xml(string name) =>
        parts.TryGetValue(name, out var bytes)
            ? XmlReader.Create(
                new MemoryStream(bytes, writable: false),
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                    CheckCharacters = false,
                    CloseInput = true,
                }
            )
            : null;

    private static void CheckContent(string name, byte[] bytes)
    {
        ReadOnlySpan<byte> start = bytes.AsSpan(0, Math.Min(bytes.Length, Prolog));
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw SpreadsheetRefusedException.Unsafe("含有嵌入的文件", $"a file is embedded in it ({PartNames.Shown(name)})");
        }

        // A declaration may stand nowhere but before the root, in any encoding that XML knows.
        var isText =
            name.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".vml", StringComparison.OrdinalIgnoreCase);
        if (
            isText
            && Encoding
                .Latin1.GetString(start)
                .Replace("\0", string.Empty, StringComparison.Ordinal)
                .Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw SpreadsheetRefusedException.Unsafe(
                "含有文档类型声明（DTD）",
                $"it holds a document type declaration ({PartNames.Shown(name)})"
            );
        }
    }

    private void CheckTypes()
    {
        var hasMain = false;
        using var xml =
            Xml("[Content_Types].xml")
            ?? throw new SpreadsheetRefusedException(
                ImportRefusalReason.WrongKind,
                "这是压缩文件，不是 .xlsx 工作簿。请提交 Excel 或 WPS 另存的 .xlsx 文件。",
                "This is a ZIP file but no .xlsx workbook. Send a .xlsx file as Excel or WPS saves it."
            );
        while (xml.Read())
        {
            var type = xml.NodeType == XmlNodeType.Element ? xml.GetAttribute("ContentType") : null;
            if (type is null)
            {
                continue;
            }

            if (type.Contains("macro", StringComparison.OrdinalIgnoreCase) || type.Contains("vba", StringComparison.OrdinalIgnoreCase))
            {
                throw SpreadsheetRefusedException.Unsafe("含有宏（.xlsm）", "it holds macros (.xlsm)");
            }

            if (type.Contains("template", StringComparison.OrdinalIgnoreCase))
            {
                throw SpreadsheetRefusedException.Unsafe("是模板文件（.xltx）", "it is a template (.xltx)");
            }

            if (
                type.Contains("externalLink", StringComparison.OrdinalIgnoreCase)
                || type.Contains("oleObject", StringComparison.OrdinalIgnoreCase)
                || type.Contains("activeX", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw SpreadsheetRefusedException.Unsafe("含有外部链接或嵌入的对象", "it holds external links or embedded objects");
            }

            hasMain |= type == Main;
        }

        if (!hasMain)
        {
            throw new SpreadsheetRefusedException(
                ImportRefusalReason.WrongKind,
                "这不是 .xlsx 工作簿（可能是 Word、PPT 或 .xlsb 文件）。请提交 .xlsx，或提交网页、文本。",
                "This is no .xlsx workbook (perhaps Word, PowerPoint or .xlsb). Send .xlsx, or the page or text."
            );
        }
    }

    private void CheckLinks(string name)
    {
        using var xml = Xml(name)!;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship")
            {
                continue;
            }

            var type = xml.GetAttribute("Type") ?? string.Empty;
            var isExternal = string.Equals(xml.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase);
            if (isExternal && type.EndsWith("/hyperlink", StringComparison.Ordinal))
            {
                HasHyperlinks = true;
            }
            else if (isExternal || (xml.GetAttribute("Target") ?? string.Empty).Contains("://", StringComparison.Ordinal))
            {
                throw SpreadsheetRefusedException.Unsafe("含有指向文件以外的引用", "it refers to something outside the file");
            }
        }
    }
}
