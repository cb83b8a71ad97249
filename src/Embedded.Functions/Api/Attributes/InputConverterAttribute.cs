namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names what turns the raw value into the parameter's. Here only the base of <c>FromBodyAttribute</c>.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Parameter,
    AllowMultiple = true
)]
public class InputConverterAttribute : Attribute
{
    /// <param name="converterType">The type that converts.</param>
    public InputConverterAttribute(Type converterType) => ConverterType = converterType;

    /// <summary>The type that converts.</summary>
    public Type ConverterType { get; }
}
