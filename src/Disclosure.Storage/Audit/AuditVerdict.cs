namespace Disclosure.Storage.Audit;

/// <summary>What checking an audit chain found.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>True for <see cref="Intact"/> alone.</summary>
    public bool IsIntact => this is Intact;

    /// <summary>Every entry is there and unchanged, up to the recorded head.</summary>
    public sealed record Intact(int Count, string? Head) : AuditVerdict;

    /// <summary>The entry of this number is not what was recorded, or is one too many.</summary>
    public sealed record Tampered(int Seq) : AuditVerdict;

    /// <summary>The entry of this number is missing, though later ones are there.</summary>
    public sealed record Gap(int Seq) : AuditVerdict;

    /// <summary>The newest entries are missing: <see cref="Found"/> of <see cref="Expected"/>.</summary>
    public sealed record Truncated(int Found, int Expected) : AuditVerdict;

    /// <summary>The chain is sound in itself, but not the one whose head was published when it had <see cref="Count"/> entries.</summary>
    public sealed record RolledBack(int Count) : AuditVerdict;
}

/// <summary>A chain's head as it was at some time: kept or printed elsewhere, it shows a chain that was cut and written anew.</summary>
/// <param name="Count">How many entries there were.</param>
/// <param name="Head">The hash of the last; null if none.</param>
public sealed record AuditAnchor(int Count, string? Head);
