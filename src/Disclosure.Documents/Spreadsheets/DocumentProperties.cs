using System.Text;
using System.Xml;
using Disclosure.Reports.Content;
using DocumentFormat.OpenXml.Packaging;

namespace Disclosure.Documents.Spreadsheets;

/// <summary>The workbook's title and organ. No dates and no names of persons: they would differ from run to run, or say who typed.</summary>
internal static class DocumentProperties
{
    private const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    public static void Write(SpreadsheetDocument document, ReportContent content)
    {
        using var stream = document.AddCoreFilePropertiesPart().GetStream(FileMode.Create);
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("cp", "coreProperties", Core);
        xml.WriteElementString("dc", "title", DublinCore, Plain(content.Title));
        xml.WriteElementString("dc", "creator", DublinCore, Plain(content.Metadata.IssuingOrgan));
        xml.WriteEndElement();
    }

    private static string Plain(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Where(rune => rune.Value is not (0xFFFE or 0xFFFF) && !Rune.IsControl(rune))
                .Select(rune => rune.ToString())
        );
}
