using System.Reflection;
using Embedded.DurableTask;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Hosting.Binding;

/// <summary>Decides, once for each function, where its parameters come from.</summary>
internal static class BinderSelection
{
    /// <exception cref="InvalidOperationException">A parameter that no request could ever fill; the message names it.</exception>
    public static ParameterBinder[] For(FunctionDescriptor function)
    {
        var inputTaken = false;
        return [.. function.Method.GetParameters().Select(Select)];

        ParameterBinder Select(ParameterInfo parameter)
        {
            if (parameter == function.TriggerParameter)
            {
                return TriggerBinder(function, parameter);
            }

            if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            {
                Require(function, parameter, typeof(DurableTaskClient));
                return ParameterBinder.From(context => context.InstanceServices.GetRequiredService<DurableRuntime>().Client);
            }

            if (parameter.ParameterType == typeof(FunctionContext))
            {
                return ParameterBinder.From(context => context);
            }

            if (parameter.ParameterType == typeof(CancellationToken))
            {
                return ParameterBinder.From(context => context.CancellationToken);
            }

            if (function.Trigger is Trigger.Http)
            {
                return HttpBinder(parameter);
            }

            if (function.Trigger is Trigger.Orchestration && !inputTaken)
            {
                inputTaken = true;
                return new OrchestrationInputBinder(parameter.ParameterType);
            }

            return new NamedValueBinder(parameter.Name!, parameter.ParameterType);
        }
    }

    private static ParameterBinder TriggerBinder(FunctionDescriptor function, ParameterInfo parameter)
    {
        switch (function.Trigger)
        {
            case Trigger.Http:
                Require(function, parameter, typeof(HttpRequest));
                return HttpRequestBinder;
            case Trigger.Timer:
                Require(function, parameter, typeof(TimerInfo));
                return ParameterBinder.From(context => context.Trigger);
            case Trigger.Orchestration:
                Require(function, parameter, typeof(TaskOrchestrationContext));
                return ParameterBinder.From(context => context.Trigger);
            default:
                return parameter.ParameterType == typeof(FunctionContext)
                    ? ParameterBinder.From(context => context)
                    : ParameterBinder.From(context => ((ActivityCall)context.Trigger).GetInput(parameter.ParameterType));
        }
    }

    private static ParameterBinder HttpBinder(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return HttpRequestBinder;
        }

        return parameter.GetCustomAttribute<FromBodyAttribute>() is not null
            ? new JsonBody(parameter.ParameterType)
            : new RequestValueBinder(parameter.Name!, parameter.ParameterType);
    }

    private static readonly ParameterBinder HttpRequestBinder = ParameterBinder.From(context => ((HttpContext)context.Trigger).Request);

    private static void Require(FunctionDescriptor function, ParameterInfo parameter, Type type)
    {
        if (parameter.ParameterType != type)
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}' ({function.Place}): parameter '{parameter.Name}' must be a {type.FullName}, and is a {parameter.ParameterType.FullName}."
            );
        }
    }
}
