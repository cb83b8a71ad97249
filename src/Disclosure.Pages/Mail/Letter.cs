using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;
using RazorSlices;

namespace Disclosure.Pages.Mail;

/// <summary>What a mail says, from which both of its parts are made, so that they cannot say different things.</summary>
internal sealed record Letter
{
    public required Language Language { get; init; }

    public required string SiteName { get; init; }

    public required string Subject { get; init; }

    public required string Greeting { get; init; }

    /// <summary>What it is about, a paragraph each.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public IReadOnlyList<LetterFact> Facts { get; init; } = [];

    /// <summary>What the receiver is to open.</summary>
    public LetterLink? Link { get; init; }

    /// <summary>The six digits, and the words before them.</summary>
    public LetterFact? Code { get; init; }

    /// <summary>What one should know besides.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public async ValueTask<MailBody> ComposeAsync(CancellationToken cancellationToken)
    {
        var clean = this with { SiteName = HarmlessText.OneLine(SiteName), Subject = HarmlessText.OneLine(Subject) };
        var html = await new Mail_LetterHtml { Model = clean }.RenderAsync(HarmlessHtmlEncoder.Instance, cancellationToken);
        return new MailBody(clean.Subject, clean.ToText(), html);
    }

    private string ToText()
    {
        List<string> lines = [Greeting, "", .. Paragraphs.SelectMany(paragraph => new[] { paragraph, "" })];
        lines.AddRange(Facts.Select(InWords));
        if (Link is { } link)
        {
            // The address has a line to itself: mail programs make links of whole words.
            lines.AddRange(["", link.Text + Colon.TrimEnd(), link.Address]);
        }

        if (Code is { } code)
        {
            lines.AddRange(["", InWords(code)]);
        }

        lines.AddRange([.. Remarks.SelectMany(remark => new[] { "", remark }), "", "-- ", SiteName, ""]);
        return HarmlessText.Clean(string.Join('\n', lines));
    }

    private string InWords(LetterFact fact) => fact.Name + Colon + fact.Value;

    private string Colon => Language == Language.En ? ": " : "：";
}

internal sealed record LetterFact(string Name, string Value);

internal sealed record LetterLink(string Text, string Address);
