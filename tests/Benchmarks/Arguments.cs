using System.Globalization;

namespace Benchmarks;

/// <summary>Options of a benchmark: <c>--name value</c>.</summary>
internal sealed class Arguments(string[] options)
{
    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : null;
    }
}
