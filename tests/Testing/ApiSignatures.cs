using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Testing;

/// <summary>
/// The public surface of an assembly as text: a line a type (<c>T sealed class Name.Space.Type : Base</c>), below it a line a member
/// that others can reach, public or protected. Members that the compiler adds to records are left out.
/// </summary>
public sealed class ApiSignatures
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> OfRecords =
    [
        "Equals",
        "GetHashCode",
        "ToString",
        "PrintMembers",
        "EqualityContract",
        "<Clone>$",
        "op_Equality",
        "op_Inequality",
    ];

    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>The types of the assembly whose namespace begins with the prefix, each with its members' lines.</summary>
    public static IReadOnlyList<ApiType> Of(Assembly assembly, string namespacePrefix)
    {
        var signatures = new ApiSignatures();
        return
        [
            .. assembly
                .GetExportedTypes()
                .Where(type => type.Namespace?.StartsWith(namespacePrefix, StringComparison.Ordinal) == true)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(signatures.Describe),
        ];
    }

    private ApiType Describe(Type type)
    {
        var name = $"{type.Namespace}.{ApiTypeNames.Name(type)}";
        return new ApiType(name, $"{Kind(type)} {name}", Bases(type), Usage(type), [.. Members(type).Distinct(StringComparer.Ordinal)]);
    }

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            _ when IsDelegate(type) => "delegate",
            { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (
                type.IsAbstract ? "abstract "
                : type.IsSealed ? "sealed "
                : ""
            ) + (IsRecord(type) ? "record" : "class"),
        };

    private static List<string> Bases(Type type)
    {
        if (type.IsEnum || IsDelegate(type))
        {
            return [];
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Where(one => one.IsPublic || one.IsNestedPublic).Except(inherited).Select(ApiTypeNames.Name);
        return type.BaseType is { } super && super != typeof(object) && super != typeof(ValueType)
            ? [ApiTypeNames.Name(super), .. interfaces]
            : [.. interfaces];
    }

    private static string Usage(Type type) =>
        type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage
            ? $"[AttributeUsage({usage.ValidOn}, AllowMultiple={usage.AllowMultiple})]"
            : "";

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type)
                .Select(name => $"{type.Name}.{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        if (IsDelegate(type))
        {
            return [Method("Invoke", type.GetMethod("Invoke")!)];
        }

        var left = IsRecord(type) ? OfRecords : [];
        return type.GetConstructors(Declared)
            .Where(IsReachable)
            .Select(constructor =>
                $"{type.Name}.ctor {Access(constructor)}{type.Name.Split('`')[0]}({Parameters(constructor.GetParameters())})"
            )
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => Field(type, field)))
            .Concat(
                type.GetProperties(Declared).Where(one => !left.Contains(one.Name) && IsReachable(one)).Select(one => Property(type, one))
            )
            .Concat(
                type.GetMethods(Declared)
                    .Where(method => IsReachable(method) && !left.Contains(method.Name))
                    .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                    .Select(method => Method($"{type.Name}.{method.Name}", method))
            );
    }

    private static bool IsReachable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsReachable(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsReachable);

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) =>
        Access(method)
        + method switch
        {
            { DeclaringType.IsInterface: true } => "",
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };

    private string Field(Type type, FieldInfo field)
    {
        var kind =
            field.IsLiteral ? "const "
            : field.IsStatic ? "static "
            : "";
        var value = field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";
        return $"{type.Name} field {kind}{ApiTypeNames.Name(_nullability.Create(field), reading: true)} {field.Name}{value}";
    }

    private string Property(Type type, PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsReachable).ToList();
        var getter = accessors.Find(accessor => accessor == property.GetMethod);
        var setter = accessors.Find(accessor => accessor == property.SetMethod);
        var isInit = setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var body =
            (getter is null ? "" : "get; ")
            + (
                setter is null ? ""
                : isInit ? "init; "
                : "set; "
            );
        var propertyType = ApiTypeNames.Name(_nullability.Create(property), reading: getter is not null);
        return $"{type.Name} prop {Modifiers(getter ?? setter!)}{propertyType} {property.Name} {{ {body}}}";
    }

    private string Method(string name, MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiTypeNames.Name))}>" : "";
        var returned = ApiTypeNames.Name(_nullability.Create(method.ReturnParameter), reading: true);
        var constraints = string.Concat(method.IsGenericMethod ? method.GetGenericArguments().Select(Constraints) : []);
        return $"{name}{generics}({This(method)}{Parameters(method.GetParameters())}) -> {Modifiers(method)}{returned}{constraints}";
    }

    private static string This(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";

    private static string Constraints(Type parameter)
    {
        var special = parameter.GenericParameterAttributes;
        List<string> all =
        [
            .. special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Select(ApiTypeNames.Name),
            .. special.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
        return all.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }

    private string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        var kind = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var type = ApiTypeNames.Name(_nullability.Create(parameter), reading: parameter.IsOut);
        return $"{kind}{type} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
            ? ""
            : " = "
                + parameter.RawDefaultValue switch
                {
                    null => parameter.ParameterType.IsValueType ? "default" : "null",
                    bool flag => flag ? "true" : "false",
                    string text => $"\"{text}\"",
                    var value => Convert.ToString(value, CultureInfo.InvariantCulture),
                };
}

/// <param name="Name">Namespace and name, with type parameters.</param>
/// <param name="Head">Modifiers, kind and name.</param>
/// <param name="Bases">Base class, if any, and interfaces that it does not have from there.</param>
/// <param name="Usage">The attribute usage of an attribute; else empty.</param>
/// <param name="Members">A line each.</param>
public sealed record ApiType(string Name, string Head, IReadOnlyList<string> Bases, string Usage, IReadOnlyList<string> Members);
