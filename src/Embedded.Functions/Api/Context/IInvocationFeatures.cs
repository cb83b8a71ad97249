namespace Microsoft.Azure.Functions.Worker;

/// <summary>Things of an invocation by their type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets or, with null, removes.</summary>
    void Set<T>(T? instance);

    /// <summary>Null if it was not set.</summary>
    T? Get<T>();
}
