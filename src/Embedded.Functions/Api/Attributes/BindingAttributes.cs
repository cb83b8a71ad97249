namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that ties a parameter to the host.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>For the attributes derived from this one.</summary>
    public BindingAttribute() { }
}

/// <summary>Base of the attributes that give a function a value besides its trigger.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>For the attributes derived from this one.</summary>
    public InputBindingAttribute() { }
}

/// <summary>Base of the attributes that say what starts a function.</summary>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = false)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>For the attributes derived from this one.</summary>
    public TriggerBindingAttribute() { }
}
