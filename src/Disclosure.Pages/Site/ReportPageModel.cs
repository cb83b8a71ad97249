using Disclosure.Reports;
using Disclosure.Reports.Content;

namespace Disclosure.Pages.Site;

/// <summary>
/// The public page of a report, or its preview. Its bytes follow from this model alone, so a revision rendered twice has one digest; they
/// name the stylesheet by its stable path and hold no time but those given here.
/// </summary>
public sealed record ReportPageModel
{
    /// <summary>The page's language; the report itself stays as it was written.</summary>
    public Language Language { get; init; }

    /// <summary>The name of the site.</summary>
    public required string SiteName { get; init; }

    /// <summary>The organ's full name.</summary>
    public required string OrganName { get; init; }

    /// <summary>The year reported on.</summary>
    public required int ReportYear { get; init; }

    /// <summary>What is shown. Its metadata fill the block, save the fields that <see cref="Publication"/> knows better.</summary>
    public required ReportContent Content { get; init; }

    /// <summary>SHA-256 of the content's canonical bytes.</summary>
    public required ContentDigest Digest { get; init; }

    /// <summary>What publication settled; null for a preview, which says that it is one and is kept from search engines.</summary>
    public Publication? Publication { get; init; }

    /// <summary>The same report in other forms.</summary>
    public IReadOnlyList<Download> Downloads { get; init; } = [];

    /// <summary>Corrections after publication, newest first.</summary>
    public IReadOnlyList<CorrectionNotice> Corrections { get; init; } = [];
}

/// <summary>What publication settled.</summary>
public sealed record Publication
{
    /// <summary>The index number allotted to the report.</summary>
    public required IndexNumber IndexNumber { get; init; }

    /// <summary>When it was first published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The page's public address, absolute: what the QR code says.</summary>
    public required string Address { get; init; }

    /// <summary>The head of the audit chain when the page was made.</summary>
    public string? AuditHead { get; init; }

    /// <summary>How many entries that chain had.</summary>
    public int? AuditEntries { get; init; }
}

/// <summary>A file beside the page.</summary>
/// <param name="Format">What kind: <c>PDF</c>, <c>DOCX</c>, <c>XLSX</c>, <c>JSON</c>.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Bytes">How large, if known.</param>
public sealed record Download(string Format, string Address, long? Bytes = null);

/// <summary>A correction after publication.</summary>
/// <param name="On">The day, in China.</param>
/// <param name="Text">What was corrected and why.</param>
public sealed record CorrectionNotice(DateOnly On, string Text);
