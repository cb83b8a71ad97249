using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>What the metadata block says agrees with the report: name, form of disclosure, date, index number.</summary>
internal sealed class MetadataValuesRule : ICheckRule
{
    public const string Name = "metadata-value";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        var metadata = input.Content.Metadata;
        if (metadata.Name.Length > 0 && FlatText.Of(metadata.Name).Value != input.Title.Flat.Value)
        {
            yield return Finding("name", Severity.Warning, "“名称”与标题不一致", "The name differs from the title");
        }

        if (
            metadata.DisclosureForm.Length > 0
            && !FlatText.Of(metadata.DisclosureForm).Value.Contains("主动公开", StringComparison.Ordinal)
        )
        {
            yield return Finding(
                "disclosureForm",
                Severity.Warning,
                "年度报告应当主动公开，“公开形式”应为“主动公开”",
                "The yearly report is disclosed proactively; the form of disclosure should be “主动公开”"
            );
        }

        if (metadata.GeneratedOn.Length > 0 && !PublicationDate.TryParse(metadata.GeneratedOn, out _))
        {
            yield return Finding(
                "generatedOn",
                Severity.Warning,
                "“生成日期”不是日期，应如 2021-01-29 或 2021-01-29 09:30:00",
                "The date cannot be read; write it as 2021-01-29 or 2021-01-29 09:30:00"
            );
        }

        if (IndexNumber.TryParse(metadata.IndexNumber, out var number) && number.Organ != input.Context.ReportId.Organ)
        {
            yield return Finding(
                "indexNumber",
                Severity.Info,
                $"“索引号”的机构代码不是本机关的 {input.Context.ReportId.Organ}",
                $"The index number is not of this organ's code {input.Context.ReportId.Organ}"
            );
        }
    }

    private static Finding Finding(string field, Severity severity, string zh, string en) =>
        new()
        {
            Id = $"{Name}:{field}",
            Rule = Name,
            Severity = severity,
            MessageZh = $"{zh}。",
            MessageEn = $"{en}.",
            Places = [new FindingPlace.Metadata(field)],
        };
}
