using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>The metadata block is filled in. What publication allots (index number, date) may be blank in a draft.</summary>
internal sealed class MetadataRule : ICheckRule
{
    public const string Name = "metadata-blank";

    private static readonly string[] Required = ["name", "keywords", "issuingOrgan", "disclosureForm", "department", "validity", "summary"];

    // Most reports carry no document number; one more blank is mentioned, but is no finding by itself.
    private const string Optional = "documentNumber";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var blank = MetadataField.All.Where(field => string.IsNullOrWhiteSpace(field.Get(input.Content.Metadata))).ToList();
        if (!blank.Exists(field => Required.Contains(field.Key, StringComparer.Ordinal)))
        {
            yield break;
        }

        var named = blank.FindAll(field => field.Key == Optional || Required.Contains(field.Key, StringComparer.Ordinal));
        yield return new Finding
        {
            Id = Name,
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh = $"信息头有空白项：{string.Join('、', named.Select(field => field.Label))}。",
            MessageEn = $"Blank fields in the metadata: {string.Join(", ", named.Select(field => field.LabelEn))}.",
            Places = [.. named.Select(field => new FindingPlace.Metadata(field.Key))],
            Advice = new Advice
            {
                Zh = "补填各项；没有文号的，文号可以留空。",
                En = "Fill them in; the document number may stay blank if there is none.",
            },
        };
    }
}
