namespace Disclosure.Reports.Checking.Names;

/// <summary>A name that is wrong or out of date, and the right one.</summary>
internal sealed record KnownName
{
    /// <summary>Stable, for ids.</summary>
    public required string Key { get; init; }

    /// <summary>The wrong name as it stands in a flat text.</summary>
    public required string Wrong { get; init; }

    public required string Right { get; init; }

    public required NameFault Fault { get; init; }

    /// <summary>The first report year for which the name is wrong.</summary>
    public int FromYear { get; init; }

    /// <summary>If the wrong name is followed by one of these it is part of a longer, right word.</summary>
    public string NotBefore { get; init; } = string.Empty;

    /// <summary>If set, an error only directly after this; elsewhere it may be a local office's own name, and is a warning.</summary>
    public string? CertainAfter { get; init; }
}

internal enum NameFault
{
    /// <summary>There is and was nothing of that name.</summary>
    NeverRight,

    /// <summary>There was; history may still speak of it.</summary>
    Obsolete,
}
