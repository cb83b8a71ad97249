using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Organs;

/// <summary>What a person may do. Stored by name.</summary>
public enum StaffRole
{
    /// <summary>拟稿人: writes, submits, recalls.</summary>
    Drafter,

    /// <summary>保密审查员: secrecy review.</summary>
    SecrecyReviewer,

    /// <summary>分管领导: signs off.</summary>
    DeputyLeader,

    /// <summary>主要领导: second sign-off.</summary>
    HeadLeader,

    /// <summary>发布员: republishes, corrects, withdraws.</summary>
    Publisher,

    /// <summary>监督: reads everything, decides nothing.</summary>
    Overseer,

    /// <summary>管理员: staff, policy, re-send, reassign; decides nothing on a report.</summary>
    Administrator,
}

/// <summary>In which language a person is written to. Stored by name.</summary>
public enum StaffLanguage
{
    /// <summary>Simplified Chinese.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}

/// <summary>Somebody on an organ's staff.</summary>
public sealed record Person
{
    /// <summary>The organ.</summary>
    public required OrganCode OrganCode { get; init; }

    /// <summary>Names the person within the organ, for ever: 1 to 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>As colleagues write it.</summary>
    public required string Name { get; init; }

    /// <summary>Where mail goes; no two people here share one, whatever the case of its letters.</summary>
    public required string Email { get; init; }

    /// <summary>What the person may do.</summary>
    public IReadOnlyList<StaffRole> Roles { get; init; } = [];

    /// <summary>Who stands in (AB岗); null if nobody.</summary>
    public Deputy? Deputy { get; init; }

    /// <summary>Person id of the superior, to whom what is overdue escalates first.</summary>
    public string? SuperiorId { get; init; }

    /// <summary>In which language mail is written.</summary>
    public StaffLanguage Language { get; init; }

    /// <summary>False once the person has left: kept for the record, may do nothing.</summary>
    public bool Active { get; init; } = true;

    /// <summary>The version of the row that was read; null for a new person.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>Whether the person is active and has the role.</summary>
    public bool Has(StaffRole role) => Active && Roles.Contains(role);
}

/// <summary>Who stands in, and when.</summary>
/// <param name="PersonId">Of the same organ.</param>
/// <param name="From">First day; null for always.</param>
/// <param name="Until">Last day; null for open end.</param>
public sealed record Deputy(string PersonId, DateOnly? From, DateOnly? Until)
{
    /// <summary>Whether the deputy stands in on a day, both ends included.</summary>
    public bool IsOn(DateOnly day) => (From is null || From <= day) && (Until is null || day <= Until);
}
