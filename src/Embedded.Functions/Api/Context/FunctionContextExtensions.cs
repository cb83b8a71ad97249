using Embedded.Functions.Hosting.Invocation;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The request of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>Null if no request started the function.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(InvocationItems.HttpContext, out var value) ? value as HttpContext : null;
}
