namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which key an HTTP function wants.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>Not used any more: only the master key opens it.</summary>
    User = 1,

    /// <summary>The app's function key, or the master key.</summary>
    Function = 2,

    /// <summary>An extension's system key, or the master key.</summary>
    System = 3,

    /// <summary>The master key.</summary>
    Admin = 4,
}
