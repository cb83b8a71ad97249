namespace Disclosure.Storage.Links;

/// <summary>What became of using a link up.</summary>
public abstract record LinkClaim
{
    private LinkClaim() { }

    /// <summary>It was good and is used up now, by this call and no other.</summary>
    public sealed record Claimed(StoredLink Link) : LinkClaim;

    /// <summary>It is dead; <see cref="State"/> says how.</summary>
    public sealed record Dead(StoredLink Link, LinkState State) : LinkClaim;

    /// <summary>There never was such a link, or it is long purged.</summary>
    public sealed record Unknown : LinkClaim;
}

/// <summary>What became of counting a wrong code.</summary>
public abstract record FailedAttempt
{
    private FailedAttempt() { }

    /// <summary>Counted; so many tries are left.</summary>
    public sealed record Counted(StoredLink Link, int Left) : FailedAttempt;

    /// <summary>That was one too many: the link is dead, or was so before.</summary>
    public sealed record Killed(StoredLink Link) : FailedAttempt;

    /// <summary>There is no such link.</summary>
    public sealed record Unknown : FailedAttempt;
}
