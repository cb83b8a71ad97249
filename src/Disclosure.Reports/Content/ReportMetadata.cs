namespace Disclosure.Reports.Content;

/// <summary>The block above a published report. Empty strings are blank fields; see <see cref="MetadataField"/> for keys and labels.</summary>
public sealed record ReportMetadata
{
    /// <summary>Allotted at publication; blank in a draft.</summary>
    public string IndexNumber { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public string DocumentNumber { get; init; } = string.Empty;

    public string Keywords { get; init; } = string.Empty;

    /// <summary>The organ's full name.</summary>
    public string IssuingOrgan { get; init; } = string.Empty;

    public string DisclosureForm { get; init; } = string.Empty;

    /// <summary>The office within the organ.</summary>
    public string Department { get; init; } = string.Empty;

    /// <summary><c>yyyy-MM-dd</c>, with or without <c> HH:mm:ss</c>. Set at publication; blank in a draft.</summary>
    public string GeneratedOn { get; init; } = string.Empty;

    public string Validity { get; init; } = string.Empty;

    public string Summary { get; init; } = string.Empty;
}
