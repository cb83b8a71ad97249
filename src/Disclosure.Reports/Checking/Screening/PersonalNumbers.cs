using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Screening;

internal enum PersonalNumberKind
{
    Identity,
    Mobile,
    BankCard,
}

/// <summary>A personal number in a folded text; the number itself is not kept.</summary>
internal sealed record PersonalNumber(PersonalNumberKind Kind, int Start, int Length, string Digits);

/// <summary>Finds identity numbers, mobile numbers and bank cards by their form and their check digits.</summary>
internal static partial class PersonalNumbers
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static IEnumerable<PersonalNumber> In(string folded)
    {
        var found = new List<PersonalNumber>();
        foreach (Match match in Candidates().Matches(folded))
        {
            var digits = Compact(match.Value);
            if (Kind(digits) is { } kind)
            {
                found.Add(new PersonalNumber(kind, match.Index, match.Length, digits));
            }
        }

        // The check digit makes sure of an identity number however it was broken up, so its parts may stand apart.
        found.AddRange(
            BrokenUp()
                .Matches(folded)
                .Where(match => IsIdentity(Compact(match.Value)))
                .Concat(OldIdentity().Matches(folded))
                .Where(match =>
                    !found.Exists(other => match.Index < other.Start + other.Length && other.Start < match.Index + match.Length)
                )
                .Select(match => new PersonalNumber(PersonalNumberKind.Identity, match.Index, match.Length, Compact(match.Value)))
                .ToList()
        );
        return found.OrderBy(number => number.Start);
    }

    private static string Compact(string number) => string.Concat(number.Where(char.IsAsciiLetterOrDigit));

    private static PersonalNumberKind? Kind(string digits)
    {
        if (IsIdentity(digits))
        {
            return PersonalNumberKind.Identity;
        }

        if (Mobile().IsMatch(digits))
        {
            return PersonalNumberKind.Mobile;
        }

        return BankCard().IsMatch(digits) && IsLuhn(digits) ? PersonalNumberKind.BankCard : null;
    }

    /// <summary>GB 11643: region, birthday, sequence, and a check character modulo 11.</summary>
    internal static bool IsIdentity(string digits)
    {
        if (
            !Identity().IsMatch(digits)
            || !DateOnly.TryParseExact(digits.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        )
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11] == char.ToUpperInvariant(digits[17]);
    }

    internal static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    // A run of digits, or one grouped as people group such numbers: 138 0000 0000, 6222 0200 0000 0000 000.
    [GeneratedRegex(
        @"(?<![0-9A-Za-z.\-])(\+?86[ -]?)?(1\d{2}[ -]\d{4}[ -]\d{4}|\d{4}([ -]\d{4}){3}([ -]\d{1,3})?|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{11,19}[Xx]?)(?![0-9A-Za-z]|\.\d|-\d)",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex Candidates();

    // Spaces, hyphens and characters without width between any two digits.
    [GeneratedRegex(
        @"(?<![0-9A-Za-z])\d([ \-\u200B\u200C\u200D\u2060\uFEFF]{0,2}\d){16}[ \-\u200B\u200C\u200D\u2060\uFEFF]{0,2}[\dXx](?![0-9A-Za-z])",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex BrokenUp();

    // The number of before 1999 has no check digit: only where the text says that it is one.
    [GeneratedRegex(
        @"(?<=(身份证|公民身份)[^0-9。\n]{0,8})([1-6]\d|71|8[1-3])\d{4}\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])",
        RegexOptions.ExplicitCapture,
        RegexLimit.Milliseconds
    )]
    private static partial Regex OldIdentity();

    [GeneratedRegex(@"^([1-6]\d|71|8[1-3])\d{4}(18|19|20)\d{9}[\dXx]$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Identity();

    [GeneratedRegex(@"^(86)?1[3-9]\d{9}$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^(62\d{14,17}|[345]\d{15}|9558\d{15})$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex BankCard();
}
