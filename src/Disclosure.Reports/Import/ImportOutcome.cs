namespace Disclosure.Reports.Import;

/// <summary>What importing a file comes to.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    public sealed record Read(ImportResult Result) : ImportOutcome;

    /// <summary>Nothing was read, and why.</summary>
    public sealed record Refused(ImportRefusal Refusal) : ImportOutcome;
}

/// <summary>Why a file is not read, and what to do.</summary>
/// <param name="Reason">The kind of reason.</param>
/// <param name="MessageZh">In Chinese.</param>
/// <param name="MessageEn">In English.</param>
public sealed record ImportRefusal(ImportRefusalReason Reason, string MessageZh, string MessageEn);

public enum ImportRefusalReason
{
    /// <summary>Another kind of file than is read.</summary>
    WrongKind,

    /// <summary>It needs a password.</summary>
    Encrypted,

    /// <summary>The kind is right, but it does not hold together.</summary>
    Damaged,

    /// <summary>Larger, unpacked, than any report.</summary>
    TooLarge,

    /// <summary>It holds what no report needs and what can do harm: macros, links to other files, embedded objects.</summary>
    Unsafe,
}
