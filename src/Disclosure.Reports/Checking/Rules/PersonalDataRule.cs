using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>Numbers that identify a person. Messages and ids never repeat what was found.</summary>
internal sealed class PersonalDataRule : ICheckRule
{
    public const string Name = "personal-data";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var own = input
            .Context.OwnPhones.Select(phone => WithoutCountry(string.Concat(TextFolding.Fold(phone).Where(char.IsAsciiDigit))))
            .ToHashSet(StringComparer.Ordinal);
        var counts = new Occurrences();
        foreach (var text in input.Everything)
        {
            foreach (var number in PersonalNumbers.In(TextFolding.Fold(text.Original)))
            {
                if (number.Kind == PersonalNumberKind.Mobile && own.Contains(WithoutCountry(number.Digits)))
                {
                    continue;
                }

                yield return Finding(text, number, counts);
            }
        }
    }

    private static string WithoutCountry(string digits) =>
        digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;

    private static Finding Finding(SectionText text, PersonalNumber number, Occurrences counts)
    {
        var (key, zh, en, severity) = number.Kind switch
        {
            PersonalNumberKind.Identity => ("identity", "公民身份号码", "an identity number", Severity.Error),
            // A mobile can be an office's, and one in ten long numbers passes the check of a bank card.
            PersonalNumberKind.Mobile => ("mobile", "手机号码", "a mobile number", Severity.Warning),
            _ => ("bank-card", "像银行卡号的数字", "what looks like a bank card number", Severity.Warning),
        };
        return new Finding
        {
            Id = counts.Id(Name, text.Key, key),
            Rule = Name,
            Severity = severity,
            MessageZh = $"含有{zh}。",
            MessageEn = $"Contains {en}.",
            Places = [text.PlaceInOriginal(number.Start, number.Length)],
            Advice = new Advice
            {
                Zh = number.Kind == PersonalNumberKind.Mobile ? "删去，或登记为本机关的公开电话。" : "删去个人信息。",
                En = number.Kind == PersonalNumberKind.Mobile ? "Remove it, or register it as the organ's own telephone." : "Remove it.",
            },
        };
    }
}
