using Disclosure.Reports;

namespace Disclosure.Storage.Organs;

/// <summary>What a stage of review is for. Stored by name.</summary>
public enum StageKind
{
    /// <summary>Secrecy review; may hold.</summary>
    Secrecy,

    /// <summary>Sign-off by a leader.</summary>
    SignOff,
}

/// <summary>Whose approvals a stage needs. Stored by name.</summary>
public enum QuorumKind
{
    /// <summary>Any one.</summary>
    Any,

    /// <summary>Everybody asked.</summary>
    All,

    /// <summary>A number of those asked.</summary>
    Count,
}

/// <summary>How many approvals a stage needs.</summary>
/// <param name="Kind">Any, all, or a number.</param>
/// <param name="Count">The number, for <see cref="QuorumKind.Count"/> alone.</param>
public sealed record Quorum(QuorumKind Kind, int Count = 0)
{
    /// <summary>How many of <paramref name="asked"/> people must approve: at least one, at most all.</summary>
    public int Needed(int asked) =>
        Kind switch
        {
            QuorumKind.Any => Math.Min(1, asked),
            QuorumKind.All => asked,
            _ => Math.Clamp(Count, 1, Math.Max(1, asked)),
        };
}

/// <summary>One stage after submission.</summary>
public sealed record PolicyStage
{
    /// <summary>Names the stage within the policy; part of task keys and instance ids: <c>a–z 0–9 -</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What it is for.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Everybody active with this role is asked; null if <see cref="PersonIds"/> says who.</summary>
    public StaffRole? Role { get; init; }

    /// <summary>These people are asked; empty if <see cref="Role"/> says who.</summary>
    public IReadOnlyList<string> PersonIds { get; init; } = [];

    /// <summary>How many approvals it needs.</summary>
    public required Quorum Quorum { get; init; }

    /// <summary>How many working days it may take.</summary>
    public required int LimitWorkingDays { get; init; }

    /// <summary>Working days overdue after which the superior is told.</summary>
    public int EscalateToSuperiorAfter { get; init; } = 1;

    /// <summary>Working days overdue after which the office and the deputy leader are told.</summary>
    public int EscalateToOfficeAfter { get; init; } = 2;
}

/// <summary>The stages of an organ's review, in order; a version is never changed, a new one is added.</summary>
public sealed record ReviewPolicy
{
    /// <summary>The organ.</summary>
    public required OrganCode OrganCode { get; init; }

    /// <summary>From 1, without gaps; given by <see cref="OrganRepository.SavePolicyAsync"/>.</summary>
    public int Version { get; init; }

    /// <summary>In order.</summary>
    public required IReadOnlyList<PolicyStage> Stages { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Person id.</summary>
    public required string CreatedBy { get; init; }
}
