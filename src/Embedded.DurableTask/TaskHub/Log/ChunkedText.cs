using System.Globalization;
using Embedded.DurableTask.Hub.Storage;

namespace Embedded.DurableTask.Hub.Log;

/// <summary>A text as properties <c>d0</c>, <c>d1</c>… of a row, since one property holds 32,768 characters only.</summary>
internal static class ChunkedText
{
    /// <summary>The longest text a row takes; longer ones become a blob.</summary>
    public const int Longest = 240_000;

    private const int Chunk = 30_000;

    /// <summary>Puts a text of at most <see cref="Longest"/> characters into a row.</summary>
    public static void Write(TableRow row, string text)
    {
        var number = 0;
        for (var start = 0; start < text.Length || number == 0; number++)
        {
            var length = Math.Min(Chunk, text.Length - start);

            // A surrogate pair cut in two would not survive UTF-8.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            row.Properties[Name(number)] = text.Substring(start, length);
            start += length;
        }
    }

    /// <summary>The text of a row; null if there is none.</summary>
    public static string? Read(TableRow row)
    {
        var first = row.Text(Name(0));
        if (first is null || row.Text(Name(1)) is null)
        {
            return first;
        }

        var text = new System.Text.StringBuilder();
        for (var number = 0; row.Text(Name(number)) is { } chunk; number++)
        {
            text.Append(chunk);
        }

        return text.ToString();
    }

    private static string Name(int number) => number == 0 ? "d0" : string.Create(CultureInfo.InvariantCulture, $"d{number}");
}
