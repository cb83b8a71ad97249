namespace Disclosure.Reports.Formats;

internal static class FormatReader
{
    public static IReadOnlyList<FormatEdition> ReadAll() => throw new NotSupportedException("Not written yet.");
}
