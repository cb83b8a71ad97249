using System.Reflection;

namespace Testing;

/// <summary>Types as C# writes them: keywords, generic arguments, nullable annotations.</summary>
internal static class ApiTypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
    };

    /// <summary>A type with the annotations it has at the place where it is used.</summary>
    public static string Name(NullabilityInfo nullability, bool reading)
    {
        var type = nullability.Type;
        if (type.IsByRef)
        {
            type = type.GetElementType()!;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        var state = reading ? nullability.ReadState : nullability.WriteState;
        // What is said of a type parameter depends on who substitutes it, so it is left out.
        var mark = state == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        if (type.IsArray && nullability.ElementType is { } element)
        {
            return Name(element, reading) + "[]" + mark;
        }

        return type.IsGenericType
            ? $"{Simple(type)}<{string.Join(", ", nullability.GenericTypeArguments.Select(argument => Name(argument, reading)))}>{mark}"
            : Simple(type) + mark;
    }

    /// <summary>A type as such, without annotations.</summary>
    public static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        return type.IsGenericType ? $"{Simple(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : Simple(type);
    }

    private static string Simple(Type type) => Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name.Split('`')[0];
}
