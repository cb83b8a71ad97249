namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public class FunctionAttribute : Attribute
{
    /// <param name="name">The function's name; unique in the app whatever the case.</param>
    public FunctionAttribute(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The function's name.</summary>
    public string Name { get; }
}
