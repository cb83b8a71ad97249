using System.Collections;
using System.Reflection;

namespace Disclosure.Pages.Tests;

/// <summary>Changes every text in a model, however deep, so that no field can be forgotten.</summary>
internal static class Records
{
    public static object Copy(object record) =>
        record.GetType().GetMethod("<Clone>$", BindingFlags.Instance | BindingFlags.Public)!.Invoke(record, null)!;

    /// <summary>A copy with every string in it replaced; keys of dictionaries stay, since they are how things are found.</summary>
    public static T ReplaceTexts<T>(T model, Func<string, string> replace)
        where T : notnull => (T)Replaced(model, replace)!;

    private static object? Replaced(object? value, Func<string, string> replace) =>
        value switch
        {
            null => null,
            string text => replace(text),
            IReadOnlyDictionary<string, string> texts => texts.ToDictionary(
                pair => pair.Key,
                pair => replace(pair.Value),
                StringComparer.Ordinal
            ),
            IEnumerable list when ElementType(value.GetType()) is { } element => ReplacedList(list, element, replace),
            _ when IsRecord(value.GetType()) => ReplacedRecord(value, replace),
            _ => value,
        };

    private static object ReplacedRecord(object record, Func<string, string> replace)
    {
        var copy = Copy(record);
        foreach (
            var property in record
                .GetType()
                .GetProperties()
                .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
        )
        {
            property.SetValue(copy, Replaced(property.GetValue(record), replace));
        }

        return copy;
    }

    private static Array ReplacedList(IEnumerable list, Type element, Func<string, string> replace)
    {
        var items = list.Cast<object?>().Select(item => Replaced(item, replace)).ToArray();
        var copy = Array.CreateInstance(element, items.Length);
        Array.Copy(items, copy, items.Length);
        return copy;
    }

    private static bool IsRecord(Type type) => type.IsClass && type.GetMethod("<Clone>$") is not null;

    private static Type? ElementType(Type type) =>
        type.GetInterfaces()
            .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            .Select(one => one.GetGenericArguments()[0])
            .FirstOrDefault();
}
