using System.Globalization;
using System.Text.Json;

namespace Disclosure.Reports.Formats;

/// <summary>Reads the embedded editions. A file that does not hold together is a fault of the build and throws.</summary>
internal static class FormatReader
{
    public static IReadOnlyList<FormatEdition> ReadAll() =>
        [
            .. typeof(FormatReader)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith("format-", StringComparison.Ordinal))
                .Select(Read)
                .OrderBy(edition => edition.FirstReportYear),
        ];

    private static FormatEdition Read(string resource)
    {
        using var document = Resource.Json(resource);
        var root = document.RootElement;
        var tables = root.Items("tables").Select(TableReader.Read).ToList();
        var cells = CellFormats.Of(tables).ToDictionary(cell => cell.Key);
        var (first, last) = Years(root.GetProperty("appliesToReportYears"));
        return new FormatEdition(tables)
        {
            Edition = root.Text("edition"),
            Instrument = root.Text("instrument"),
            FirstReportYear = first,
            LastReportYear = last,
            TitlePattern = root.Text("titlePattern"),
            Sections = [.. root.Items("sections").Select(Section)],
            Relations = [.. root.Items("relations").Select(item => RelationReader.Read(item, cells))],
        };
    }

    // A closed range is a list of years; an open one says in words from which year on.
    private static (int First, int? Last) Years(JsonElement years)
    {
        if (years.ValueKind == JsonValueKind.Array)
        {
            var list = years.EnumerateArray().Select(year => year.GetInt32()).ToList();
            return (list.Min(), list.Max());
        }

        return (int.Parse(years.GetString().AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), null);
    }

    private static SectionFormat Section(JsonElement item) =>
        new()
        {
            No = item.Number("no"),
            Key = item.Text("key"),
            Title = item.Text("title"),
            TitleEn = item.Text("en"),
            Kind = item.Text("kind") == "table" ? SectionKind.Table : SectionKind.Text,
            TableId = item.OptionalText("table"),
            Aliases = item.Texts("aliases"),
            Expects = item.Texts("expects"),
            ExpectsEn = item.Texts("expectsEn"),
            MinChars = item.OptionalNumber("minChars"),
        };
}
