using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Organs;

/// <summary>Whose annual report it is: the statutory day differs. Stored by name.</summary>
public enum OrganKind
{
    /// <summary>An administrative organ: 31 January.</summary>
    Organ,

    /// <summary>A people's government: 31 March.</summary>
    Government,
}

/// <summary>An organ (机关) that publishes reports here.</summary>
public sealed record Organ
{
    /// <summary>Nine digits or capitals.</summary>
    public required OrganCode Code { get; init; }

    /// <summary>The full official name.</summary>
    public required string NameZh { get; init; }

    /// <summary>For the English pages; null if it has none.</summary>
    public string? NameEn { get; init; }

    /// <summary>What everybody calls it.</summary>
    public required string ShortName { get; init; }

    /// <summary>Which statutory day it has.</summary>
    public OrganKind Kind { get; init; }

    /// <summary>The organ above it, if that one is here as well; what is overdue escalates there.</summary>
    public OrganCode? Superior { get; init; }

    /// <summary>What the public site says about it.</summary>
    public SiteSettings Site { get; init; } = new();

    /// <summary>Its own working days and internal dates; null for the State Council's and the usual ones.</summary>
    public OrganCalendar? Calendar { get; init; }

    /// <summary>Rules of the checks that it takes more seriously, by rule name; null for none.</summary>
    public IReadOnlyDictionary<string, Severity>? RaisedSeverities { get; init; }

    /// <summary>The newest review policy; 0 before the first. Written by <see cref="OrganRepository.SavePolicyAsync"/>.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>The version of the row that was read; null for a new organ.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}

/// <summary>What an organ says on its public pages, and what the checks know to be its own.</summary>
public sealed record SiteSettings
{
    /// <summary>The site's name; null for the organ's own.</summary>
    public string? SiteName { get; init; }

    /// <summary>The department that answers for disclosure.</summary>
    public string? Department { get; init; }

    /// <summary>Where citizens call.</summary>
    public string? Phone { get; init; }

    /// <summary>Where citizens write.</summary>
    public string? Address { get; init; }

    /// <summary>Phone numbers that a report may name.</summary>
    public IReadOnlyList<string> OwnPhones { get; init; } = [];

    /// <summary>Words of its own that must not be published: the secrecy check looks for them.</summary>
    public IReadOnlyList<string> OwnWords { get; init; } = [];
}

/// <summary>An organ in the list of all.</summary>
public sealed record OrganListing
{
    /// <summary>Its code.</summary>
    public required OrganCode Code { get; init; }

    /// <summary>The full official name.</summary>
    public required string NameZh { get; init; }

    /// <summary>For the English pages.</summary>
    public string? NameEn { get; init; }

    /// <summary>What everybody calls it.</summary>
    public required string ShortName { get; init; }
}
