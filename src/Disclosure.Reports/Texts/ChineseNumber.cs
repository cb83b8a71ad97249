using System.Globalization;

namespace Disclosure.Reports.Texts;

/// <summary>Reads a whole number written with digits (and thousands commas) or with Chinese numerals up to 万.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        return text is not [] && (char.IsAsciiDigit(text[0]) ? TryArabic(text, out value) : TryChinese(text, out value));
    }

    private static bool TryArabic(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);

    private static bool TryChinese(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        decimal section = 0;
        int? digit = null;
        foreach (var c in text)
        {
            switch (c)
            {
                case '十':
                    section += (digit ?? 1) * 10;
                    digit = null;
                    break;
                case '廿' or '卅' when digit is null:
                    section += c == '廿' ? 20 : 30;
                    break;
                case '百' when digit is { } hundreds:
                    section += hundreds * 100;
                    digit = null;
                    break;
                case '千' when digit is { } thousands:
                    section += thousands * 1000;
                    digit = null;
                    break;
                case '万' when section > 0 || digit > 0:
                    value = (value + section + (digit ?? 0)) * 10_000;
                    (section, digit) = (0, null);
                    break;
                default:
                    var found = Digit(c);
                    if (found < 0 || digit > 0)
                    {
                        // Two digits in a row (二三) are "two or three" or a year, not a count.
                        return false;
                    }

                    digit = found;
                    break;
            }
        }

        value += section + (digit ?? 0);
        return true;
    }

    private static int Digit(char c) =>
        c switch
        {
            '〇' or '○' => 0,
            '两' => 2,
            _ => Digits.IndexOf(c, StringComparison.Ordinal),
        };
}
