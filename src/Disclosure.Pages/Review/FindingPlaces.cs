using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;

namespace Disclosure.Pages.Review;

/// <summary>Where a finding is, in words.</summary>
internal static class FindingPlaces
{
    private const int QuoteLength = 40;

    public static IEnumerable<string> InWords(Finding finding, ReportContent content, Language language) =>
        finding.Places.Select(place => InWords(place, content, language)).Distinct(StringComparer.Ordinal);

    private static string InWords(FindingPlace place, ReportContent content, Language language) =>
        place switch
        {
            FindingPlace.Cell(var key) => content.Edition.TryGetCell(key, out var cell)
                ? language == Language.En
                    ? cell.LabelEn
                    : cell.Label
                : key.ToString(),
            FindingPlace.Metadata(var key) => MetadataField.Find(key) is { } field
                ? language == Language.En
                    ? field.LabelEn
                    : field.Label
                : key,
            FindingPlace.Text text => Section(text.Section, content, language) + Quote(text, content),
            _ => "",
        };

    private static string Section(string key, ReportContent content, Language language)
    {
        var texts = ReviewTexts.For(language);
        return key switch
        {
            "title" => texts.TitlePlace,
            ReportSections.PreambleKey => texts.PreamblePlace,
            _ => content.Edition.Sections.FirstOrDefault(section => section.Key == key) is { } section
                ? language == Language.En
                    ? section.TitleEn
                    : section.Title
                : key,
        };
    }

    /// <summary>The words themselves; a place that the text does not have, as after a later edit, has none.</summary>
    private static string Quote(FindingPlace.Text place, ReportContent content)
    {
        var text =
            place.Section == "title" ? content.Title : content.Sections.InOrder().FirstOrDefault(t => t.Key == place.Section).Text ?? "";
        if (place.Length <= 0 || place.Start < 0 || place.Start + place.Length > text.Length)
        {
            return "";
        }

        var quote = text.Substring(place.Start, place.Length);
        return quote.Length <= QuoteLength ? $"“{quote}”" : $"“{quote[..QuoteLength]}……”";
    }
}
