using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>An HTTP request starts the function. The parameter is an <c>HttpRequest</c>.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute()
        : this(AuthorizationLevel.Function) { }

    /// <summary>The methods named, with a function key.</summary>
    /// <param name="methods">Every method that is to arrive, HEAD and OPTIONS among them.</param>
    public HttpTriggerAttribute(params string[] methods)
        : this(AuthorizationLevel.Function, methods) { }

    /// <summary>Any method.</summary>
    /// <param name="authLevel">The key wanted.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>The methods named.</summary>
    /// <param name="authLevel">The key wanted.</param>
    /// <param name="methods">Every method that is to arrive, HEAD and OPTIONS among them.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
        : this(authLevel) => Methods = methods;

    /// <summary>The route template, without the prefix; the function's name if null or empty.</summary>
    public string? Route { get; set; }

    /// <summary>The methods that arrive; all if null.</summary>
    public string[]? Methods { get; }

    /// <summary>The key wanted.</summary>
    public AuthorizationLevel AuthLevel { get; }
}
