using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>The issuing organ stands under its full name; the responsible office is an office, not the organ again.</summary>
internal sealed class OrganNameRule : ICheckRule
{
    public const string Name = "names-organ";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var full = FlatText.Of(input.Context.OrganName).Value;
        var organ = FlatText.Of(input.Content.Metadata.IssuingOrgan).Value;
        if (organ.Length == 0 || organ == full)
        {
            yield break;
        }

        var shortened = full.EndsWith(organ, StringComparison.Ordinal);
        var repeated = FlatText.Of(input.Content.Metadata.Department).Value == organ;
        yield return new Finding
        {
            Id = Name,
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh =
                (shortened ? "“发布机构”用了简称" : "“发布机构”不是本机关的名称") + (repeated ? "，“责任部门”只重复了机关名称。" : "。"),
            MessageEn =
                (shortened ? "The issuing organ is given by a short name" : "The issuing organ is not this organ")
                + (repeated ? ", and the responsible office only repeats it." : "."),
            Places =
            [
                new FindingPlace.Metadata("issuingOrgan"),
                .. repeated ? [new FindingPlace.Metadata("department")] : Array.Empty<FindingPlace>(),
            ],
            Advice = new Advice
            {
                Zh = $"发布机构写全称“{input.Context.OrganName}”{(repeated ? "，责任部门写具体科室" : "")}。",
                En = $"Write the full name “{input.Context.OrganName}”{(repeated ? ", and name the office responsible" : "")}.",
            },
        };
    }
}
