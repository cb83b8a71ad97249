using System.Reflection;
using Embedded.Functions.Hosting.Binding;
using Embedded.Functions.Hosting.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Hosting.Invocation;

/// <summary>Binds a function's parameters and calls it. Everything that reflection is needed for is made once.</summary>
internal sealed class FunctionInvoker
{
    private readonly MethodInvoker _method;
    private readonly ObjectFactory? _instance;
    private readonly FunctionBinder _binder;
    private readonly Func<object?, ValueTask<object?>> _adapt;

    public FunctionInvoker(FunctionDescriptor function)
    {
        _method = MethodInvoker.Create(function.Method);
        _instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
        _binder = new FunctionBinder(function);
        _adapt = ReturnAdapter.For(function.Method);
    }

    /// <summary>Runs the function and leaves what it returned in the context.</summary>
    /// <exception cref="Microsoft.Azure.Functions.Worker.FunctionInputConverterException">A parameter could not be bound.</exception>
    public async Task InvokeAsync(HostFunctionContext context)
    {
        // In an orchestrator everything up to the call must go on synchronously: its own awaits are the only ones that may wait.
        var arguments = await _binder.BindAsync(context);
        var instance = _instance?.Invoke(context.InstanceServices, []);
        var returned = _method.Invoke(instance, arguments);
        var value = await _adapt(returned);
        context.Features.Get<ResultFeature>()!.Value = value;
    }
}
