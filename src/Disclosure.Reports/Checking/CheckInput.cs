using Disclosure.Reports.Checking.Statements;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking;

/// <summary>What every rule is given: the content, its context, and its texts made ready for matching once.</summary>
internal sealed class CheckInput
{
    private TextFigures? textFigures;

    public CheckInput(ReportContent content, CheckContext context)
    {
        Content = content;
        Context = context;
        Title = new SectionText(TitleKey, content.Title);
        Sections = [.. content.Sections.InOrder().Where(s => s.Text.Length > 0).Select(s => new SectionText(s.Key, s.Text))];
        Metadata =
        [
            .. MetadataField
                .All.Select(field => new MetadataText(field.Key, field.Get(content.Metadata)))
                .Where(t => t.Original.Length > 0),
        ];
    }

    /// <summary>The name under which places speak of the title.</summary>
    public const string TitleKey = "title";

    public ReportContent Content { get; }

    public CheckContext Context { get; }

    /// <summary>The edition that the content was written in.</summary>
    public FormatEdition Edition => Content.Edition;

    public SectionText Title { get; }

    /// <summary>The texts that are not empty, in the order of the report.</summary>
    public IReadOnlyList<SectionText> Sections { get; }

    /// <summary>The fields of the metadata block that are not blank.</summary>
    public IReadOnlyList<SectionText> Metadata { get; }

    /// <summary>Every text that will be published.</summary>
    public IEnumerable<SectionText> Everything => [Title, .. Metadata, .. Sections];

    /// <summary>The figures that the texts state.</summary>
    public TextFigures TextFigures => textFigures ??= TextFigures.Of(this);

    public SectionText? Section(string key) => Sections.FirstOrDefault(s => string.Equals(s.Key, key, StringComparison.Ordinal));
}

/// <summary>A text of the report, as written and as matched.</summary>
internal class SectionText(string key, string original)
{
    private FlatText? flat;

    public string Key { get; } = key;

    public string Original { get; } = original;

    public FlatText Flat => flat ??= FlatText.Of(Original);

    public FindingPlace Whole => Place(0, 0);

    /// <summary>The place of a stretch of <see cref="Flat"/>.</summary>
    public FindingPlace Place(int start, int length)
    {
        var (originalStart, originalLength) = Flat.Original(start, length);
        return PlaceInOriginal(originalStart, originalLength);
    }

    public virtual FindingPlace PlaceInOriginal(int start, int length) => new FindingPlace.Text(Key, start, length);
}

/// <summary>A metadata field, short enough to be a place by itself.</summary>
internal sealed class MetadataText(string field, string original) : SectionText($"metadata/{field}", original)
{
    public override FindingPlace PlaceInOriginal(int start, int length) => new FindingPlace.Metadata(field);
}
