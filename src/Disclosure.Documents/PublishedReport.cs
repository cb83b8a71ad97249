using Disclosure.Reports;
using Disclosure.Reports.Content;

namespace Disclosure.Documents;

/// <summary>A published revision with what publication settled: all that a document says.</summary>
public sealed record PublishedReport
{
    /// <summary>Allotted for life.</summary>
    public required IndexNumber IndexNumber { get; init; }

    /// <summary>The report.</summary>
    public required ReportId ReportId { get; init; }

    /// <summary>The organ's full name.</summary>
    public required string OrganName { get; init; }

    /// <summary>When it was published, with the office's offset.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The public address.</summary>
    public required string Url { get; init; }

    /// <summary>Which revision this is.</summary>
    public required int Revision { get; init; }

    /// <summary>The head of the audit trail when the document was made; 64 lower-case hex digits, null if there is none.</summary>
    public string? AuditHead { get; init; }

    /// <summary>The content.</summary>
    public required ReportContent Content { get; init; }
}
