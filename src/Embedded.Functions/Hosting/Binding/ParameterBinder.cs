using System.Reflection;
using Embedded.Functions.Hosting.Invocation;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>Finds the value of one parameter.</summary>
internal abstract class ParameterBinder
{
    /// <summary>There is no value: the parameter's default, or null, or a fault.</summary>
    public static readonly object Missing = new();

    /// <returns>The value, of the parameter's type; or <see cref="Missing"/>.</returns>
    /// <exception cref="ConversionException">There is a value, and it cannot be had as the parameter's type.</exception>
    public abstract ValueTask<object?> BindAsync(HostFunctionContext context);

    /// <summary>A value that is there at once.</summary>
    public static ParameterBinder From(Func<HostFunctionContext, object?> read) => new Reader(read);

    private sealed class Reader(Func<HostFunctionContext, object?> read) : ParameterBinder
    {
        public override ValueTask<object?> BindAsync(HostFunctionContext context) => ValueTask.FromResult(read(context));
    }
}

/// <summary>A value that does not fit its parameter.</summary>
internal sealed class ConversionException(string source, Type target, Exception? cause)
    : Exception($"'{source}' is no {target.Name}.", cause);
