using System.Text.Json.Serialization;

namespace Disclosure.Storage.Calendars;

/// <summary>A calendar file as an administrator loaded it. Each loading is a version of its own; none is changed or deleted.</summary>
public sealed record StoredCalendar
{
    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The file, JSON of schema cn-workdays/1.</summary>
    public required string Json { get; init; }

    /// <summary>When it was loaded.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>By whom: a person id.</summary>
    public required string LoadedBy { get; init; }

    /// <summary>The version of the row that was read; what the next loading is based on.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }
}
