using Disclosure.Functions.Errors;
using Disclosure.Reports.Checking;

namespace Disclosure.Functions.Checks;

/// <summary>What an administrator sends: the organ's own words and telephones, and the rules that it takes more seriously.</summary>
internal sealed record OrganChecksBody
{
    private const int MostWords = 500;
    private const int LongestWord = 50;
    private const int MostPhones = 100;
    private const int LongestPhone = 30;
    private const int FewestDigits = 5;

    public IReadOnlyList<string>? OwnWords { get; init; }

    public IReadOnlyList<string>? OwnPhones { get; init; }

    public IReadOnlyDictionary<string, Severity>? RaisedSeverities { get; init; }

    /// <summary>Everything that cannot be, with its place.</summary>
    public IReadOnlyList<FieldError> Faults(Language language)
    {
        List<FieldError> errors = [];
        Each(
            "ownWords",
            OwnWords,
            MostWords,
            word => word.Trim().Length is > 0 and <= LongestWord && !word.Any(char.IsControl),
            new Bilingual($"应为 1 至 {LongestWord} 字的词语。", $"A word of 1 to {LongestWord} characters is needed.")
        );
        Each(
            "ownPhones",
            OwnPhones,
            MostPhones,
            phone =>
                phone.Length <= LongestPhone
                && phone.Count(char.IsAsciiDigit) >= FewestDigits
                && phone.All(letter => char.IsAsciiDigit(letter) || " +-()".Contains(letter, StringComparison.Ordinal)),
            new Bilingual("应为 0936-8214567 这样的电话号码。", "A telephone number such as 0936-8214567 is needed.")
        );
        foreach (var (rule, severity) in RaisedSeverities ?? new Dictionary<string, Severity>())
        {
            if (RuleCatalogue.All.FirstOrDefault(known => known.Id == rule) is not { } described)
            {
                Refuse($"/raisedSeverities/{Escaped(rule)}", new("没有这条规则。", "There is no such rule."));
            }
            else if (severity <= described.Severities.Min())
            {
                Refuse(
                    $"/raisedSeverities/{Escaped(rule)}",
                    new(
                        $"“{described.Zh}”本来至少就是该级别，严重程度只能提高。",
                        $"“{described.En}” is never less than that; a severity can only be raised."
                    )
                );
            }
        }

        return errors;

        void Each(string name, IReadOnlyList<string>? values, int most, Func<string, bool> isGood, Bilingual shape)
        {
            if (values?.Count > most)
            {
                Refuse($"/{name}", new($"最多 {most} 项。", $"At most {most}."));
            }

            foreach (var (value, index) in (values ?? []).Take(most).Select((value, index) => (value, index)))
            {
                if (value is null || !isGood(value))
                {
                    Refuse($"/{name}/{index}", shape);
                }
            }
        }

        void Refuse(string pointer, Bilingual message) => errors.Add(new FieldError(pointer, message.In(language)));
    }

    // RFC 6901, and no longer than it takes to recognize.
    private static string Escaped(string name) =>
        name[..Math.Min(name.Length, 64)].Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
