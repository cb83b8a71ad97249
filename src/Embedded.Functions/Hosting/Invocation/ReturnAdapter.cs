using System.Reflection;

namespace Embedded.Functions.Hosting.Invocation;

/// <summary>Turns whatever a function returns (nothing, a value, a Task or ValueTask of either) into an awaited object.</summary>
internal static class ReturnAdapter
{
    public static Func<object?, ValueTask<object?>> For(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(Task))
        {
            return FromTask;
        }

        if (type == typeof(ValueTask))
        {
            return FromValueTask;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            return Close(nameof(FromTaskOf), type);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            return Close(nameof(FromValueTaskOf), type);
        }

        return ValueTask.FromResult;
    }

    private static Func<object?, ValueTask<object?>> Close(string generic, Type type) =>
        typeof(ReturnAdapter)
            .GetMethod(generic, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> FromTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> FromValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> FromValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
