using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Disclosure.Storage.Rows;

/// <summary>Parts of keys.</summary>
internal static class Keys
{
    /// <summary>Parts are joined by this; <see cref="Part"/> never contains it. The character after it in order bounds a range.</summary>
    public const char Separator = '|';

    /// <summary>Sorts behind the separator, so <c>x|</c> up to <c>x}</c> is everything below x.</summary>
    public const char Behind = '}';

    /// <summary>
    /// Any text as a part of a key: letters, digits, <c>. _ -</c> stay, every other UTF-8 byte becomes <c>~xx</c>. Different texts stay
    /// different, and no key character that the service refuses can appear.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty: keys would run together.</exception>
    public static string Part(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text.All(IsPlain))
        {
            return text;
        }

        var part = new StringBuilder(text.Length * 3);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (IsPlain((char)unit))
            {
                part.Append((char)unit);
            }
            else
            {
                part.Append('~').Append(unit.ToString("x2", CultureInfo.InvariantCulture));
            }
        }

        return part.ToString();
    }

    /// <summary>The parts joined; each already plain or passed through <see cref="Part"/>.</summary>
    public static string Join(params ReadOnlySpan<string> parts) => string.Join(Separator, parts!);

    /// <summary>A number with leading zeros, so that keys order as numbers do.</summary>
    public static string Number(int number, int digits) =>
        number.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>
    /// Which of <paramref name="count"/> partitions a name belongs to, the same for ever and on every machine. Two hex digits.
    /// </summary>
    public static string Bucket(string name, int count)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return (hash[0] % count).ToString("x2", CultureInfo.InvariantCulture);
    }

    /// <summary>All partitions that <see cref="Bucket"/> can name.</summary>
    public static IEnumerable<string> Buckets(int count) =>
        Enumerable.Range(0, count).Select(bucket => bucket.ToString("x2", CultureInfo.InvariantCulture));

    private static bool IsPlain(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-';
}
