using System.Text.Json.Serialization;
using Disclosure.Reports;

namespace Disclosure.Storage.Outbox;

/// <summary>Where a message stands. Stored by name.</summary>
public enum OutboxState
{
    /// <summary>To be sent, at <see cref="OutboxMessage.NextAttemptAt"/> or later.</summary>
    Pending,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>Given up; an administrator may re-send.</summary>
    Failed,
}

/// <summary>A mail to be sent: what it is about, never its text, and never a token or a code.</summary>
public sealed record OutboxMessage
{
    /// <summary>As <see cref="NextAttemptAt"/>: not by itself.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Deterministic (report, round, stage, person, kind, day), so that a repeated step asks for the same message.</summary>
    public required string Id { get; init; }

    /// <summary>Which mail: a code of the app's.</summary>
    public required string Kind { get; init; }

    /// <summary>To whom.</summary>
    public required string ToPersonId { get; init; }

    /// <summary>To which address.</summary>
    public required string ToEmail { get; init; }

    /// <summary>The organ of the person.</summary>
    public required OrganCode OrganCode { get; init; }

    /// <summary>About which report.</summary>
    public ReportId? ReportId { get; init; }

    /// <summary>Of which round.</summary>
    public int? Round { get; init; }

    /// <summary>Of which stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Which link of the task.</summary>
    public int? Issue { get; init; }

    /// <summary>What the mail's page is filled with: JSON, without any token or code.</summary>
    public string ModelJson { get; init; } = "{}";

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; init; }

    /// <summary>How often sending was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the mail server would not take it; tries at which it could not be reached do not count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Refusals { get; init; }

    /// <summary>Not to be sent before.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>When the mail server took it.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>What went wrong the last time.</summary>
    public string? LastError { get; init; }

    /// <summary>The version of the row that was read.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}
