using System.Reflection;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>Binds all parameters of a function, and reports all that went wrong at once.</summary>
internal sealed class FunctionBinder
{
    private readonly string _function;
    private readonly ParameterInfo[] _parameters;
    private readonly ParameterBinder[] _binders;

    public FunctionBinder(FunctionDescriptor function)
    {
        _function = function.Name;
        _parameters = function.Method.GetParameters();
        _binders = BinderSelection.For(function);
    }

    /// <exception cref="FunctionInputConverterException">Some parameters have no value or one that does not fit.</exception>
    public async ValueTask<object?[]> BindAsync(HostFunctionContext context)
    {
        var values = new object?[_parameters.Length];
        List<(string Text, Exception? Cause)>? faults = null;
        for (var i = 0; i < values.Length; i++)
        {
            try
            {
                var value = await _binders[i].BindAsync(context);
                if (!ReferenceEquals(value, ParameterBinder.Missing))
                {
                    values[i] = value;
                }
                else if (_parameters[i].HasDefaultValue)
                {
                    values[i] = _parameters[i].DefaultValue;
                }
                else if (IsNonNullableValue(_parameters[i].ParameterType))
                {
                    (faults ??= []).Add(($"parameter '{_parameters[i].Name}' has no value, and cannot be null", null));
                }
            }
            catch (ConversionException wrong)
            {
                (faults ??= []).Add(($"parameter '{_parameters[i].Name}': {wrong.Message}", wrong.InnerException));
            }
        }

        return faults is null
            ? values
            : throw new FunctionInputConverterException(
                $"Function '{_function}' cannot be given its parameters: {string.Join("; ", faults.Select(fault => fault.Text))}.",
                faults[0].Cause
            );
    }

    private static bool IsNonNullableValue(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null;
}
