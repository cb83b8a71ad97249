using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The parameter is the request's body, read as JSON. A body that cannot be read is a fault of the invocation.</summary>
public class FromBodyAttribute : InputConverterAttribute
{
    /// <summary>Takes no arguments.</summary>
    public FromBodyAttribute()
        : base(typeof(Embedded.Functions.Hosting.Binding.JsonBody)) { }
}
