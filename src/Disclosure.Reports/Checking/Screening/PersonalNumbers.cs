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
        foreach (Match match in Candidates().Matches(folded))
        {
            var digits = match.Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).TrimStart('+');
            if (Kind(digits) is { } kind)
            {
                yield return new PersonalNumber(kind, match.Index, match.Length, digits);
            }
        }
    }

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

    [GeneratedRegex(@"^([1-6]\d|71|8[1-3])\d{4}(18|19|20)\d{9}[\dXx]$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Identity();

    [GeneratedRegex(@"^(86)?1[3-9]\d{9}$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"^(62\d{14,17}|[345]\d{15}|9558\d{15})$", RegexOptions.ExplicitCapture, RegexLimit.Milliseconds)]
    private static partial Regex BankCard();
}
