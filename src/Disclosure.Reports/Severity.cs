namespace Disclosure.Reports;

/// <summary>Ordered: a greater value is graver.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Submission wants a reason.</summary>
    Warning,

    /// <summary>Stops submission.</summary>
    Error,
}
