namespace Disclosure.Reports.Content;

/// <summary>A field of the metadata block: its stable key, its printed labels, and how to read and set it.</summary>
public sealed class MetadataField
{
    private readonly Func<ReportMetadata, string> get;
    private readonly Func<ReportMetadata, string, ReportMetadata> set;

    private MetadataField(
        string key,
        string label,
        string labelEn,
        Func<ReportMetadata, string> get,
        Func<ReportMetadata, string, ReportMetadata> set
    )
    {
        (Key, Label, LabelEn) = (key, label, labelEn);
        (this.get, this.set) = (get, set);
    }

    /// <summary>camelCase, as in the content's JSON.</summary>
    public string Key { get; }

    public string Label { get; }

    public string LabelEn { get; }

    /// <summary>Every field in the order of the printed block.</summary>
    public static IReadOnlyList<MetadataField> All { get; } =
    [
        new("indexNumber", "索引号", "Index number", m => m.IndexNumber, (m, v) => m with { IndexNumber = v }),
        new("name", "名称", "Name", m => m.Name, (m, v) => m with { Name = v }),
        new("documentNumber", "文号", "Document number", m => m.DocumentNumber, (m, v) => m with { DocumentNumber = v }),
        new("keywords", "关键词", "Keywords", m => m.Keywords, (m, v) => m with { Keywords = v }),
        new("issuingOrgan", "发布机构", "Issuing organ", m => m.IssuingOrgan, (m, v) => m with { IssuingOrgan = v }),
        new("disclosureForm", "公开形式", "Form of disclosure", m => m.DisclosureForm, (m, v) => m with { DisclosureForm = v }),
        new("department", "责任部门", "Responsible office", m => m.Department, (m, v) => m with { Department = v }),
        new("generatedOn", "生成日期", "Generated on", m => m.GeneratedOn, (m, v) => m with { GeneratedOn = v }),
        new("validity", "是否有效", "Validity", m => m.Validity, (m, v) => m with { Validity = v }),
        new("summary", "内容概述", "Summary", m => m.Summary, (m, v) => m with { Summary = v }),
    ];

    public static MetadataField? Find(string key) => All.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.Ordinal));

    public string Get(ReportMetadata metadata) => get(metadata);

    public ReportMetadata Set(ReportMetadata metadata, string value) => set(metadata, value);
}
