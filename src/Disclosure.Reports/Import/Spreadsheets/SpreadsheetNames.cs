using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import.Spreadsheets;

/// <summary>
/// The names that tie an exported workbook's cells to the content: a promise between export and import, and to whoever fills the workbook in
/// by program. They never change.
/// </summary>
public static class SpreadsheetNames
{
    /// <summary>Stands beside a row that goes on with the paragraph above it: a cell holds 32,767 characters and no more.</summary>
    public const string Continued = "（接上行）";

    /// <summary>Most rows of one text.</summary>
    public const int MostParagraphs = ContentJson.MaxSectionLength;

    /// <summary>The column of texts, from 0; labels stand left of it.</summary>
    public const int TextColumn = 1;

    /// <summary>The edition, as in 2019.</summary>
    public const string Edition = "report.edition";

    public const string Title = "report.title";

    /// <summary>figure.requests.new_received.natural; with a part, figure.proactive.art20_1.rules.made.</summary>
    public static string Of(CellKey key) => "figure." + key.ToString().Replace('/', '.');

    /// <summary>metadata.indexNumber.</summary>
    public static string Of(MetadataField field) => "metadata." + field.Key;

    /// <summary>text.overview.</summary>
    public static string OfSection(string key) => "text." + key;
}
