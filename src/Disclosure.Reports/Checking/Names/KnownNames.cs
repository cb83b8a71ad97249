namespace Disclosure.Reports.Checking.Names;

/// <summary>
/// Names often written wrong in these reports. Only such as cannot be anything else: a short form like 农业部 sits inside
/// 农业部门 and is left out.
/// </summary>
internal static class KnownNames
{
    private const string DisclosureOffice = "国务院办公厅政府信息与政务公开办公室";

    public static readonly IReadOnlyList<KnownName> All =
    [
        Office("office-twice", "政府信息与政务信息公开办公室"),
        Office("office-affairs", "政务信息与政务公开办公室"),
        Office("office-government", "政府信息与政府公开办公室"),
        Office("office-single", "政府信息公开与政务公开办公室"),
        Never("regulations-short", "中华人民共和国信息公开条例", "中华人民共和国政府信息公开条例"),
        Never("regulations-work", "中华人民共和国政府信息公开工作条例", "中华人民共和国政府信息公开条例"),
        Never("regulations-affairs", "中华人民共和国政务信息公开条例", "中华人民共和国政府信息公开条例"),
        Never("regulations-affairs-open", "中华人民共和国政务公开条例", "中华人民共和国政府信息公开条例"),
        Never("regulations-misspelt", "政府信息公开条列", "政府信息公开条例"),
        Never("secrets-short", "中华人民共和国保密法", "中华人民共和国保守国家秘密法"),
        Never("secrets-other", "保守国家机密法", "保守国家秘密法"),
        Obsolete("organ-industry", "国家工商行政管理总局", "国家市场监督管理总局", 2019),
        Obsolete("organ-quality", "国家质量监督检验检疫总局", "国家市场监督管理总局", 2019),
        Obsolete("organ-food", "国家食品药品监督管理总局", "国家市场监督管理总局或国家药品监督管理局", 2019),
        Obsolete("organ-land", "国土资源部", "自然资源部", 2019, notBefore: "门"),
        Obsolete("organ-environment", "环境保护部", "生态环境部", 2019, notBefore: "门分"),
        Obsolete("organ-health", "国家卫生和计划生育委员会", "国家卫生健康委员会", 2019),
        Obsolete("organ-health-short", "国家卫生计生委", "国家卫生健康委", 2019),
        Obsolete("organ-legislative", "国务院法制办", "司法部", 2019),
        Obsolete("organ-tourism", "国家旅游局", "文化和旅游部", 2019),
        Obsolete("organ-banking", "中国银行业监督管理委员会", "国家金融监督管理总局", 2019),
        Obsolete("organ-insurance", "中国保险监督管理委员会", "国家金融监督管理总局", 2019),
        Obsolete("organ-bank-insurance", "中国银行保险监督管理委员会", "国家金融监督管理总局", 2023),
        Obsolete("organ-rural", "国家乡村振兴局", "农业农村部", 2023),
        Obsolete("notice-2019", "国办公开办函[2019]60号", "国办公开办函〔2021〕30号", 2021),
    ];

    private static KnownName Office(string key, string wrong) =>
        new()
        {
            Key = key,
            Wrong = wrong,
            Right = DisclosureOffice,
            Fault = NameFault.NeverRight,
            CertainAfter = "国务院办公厅",
        };

    private static KnownName Never(string key, string wrong, string right) =>
        new()
        {
            Key = key,
            Wrong = wrong,
            Right = right,
            Fault = NameFault.NeverRight,
        };

    private static KnownName Obsolete(string key, string wrong, string right, int from, string notBefore = "") =>
        new()
        {
            Key = key,
            Wrong = wrong,
            Right = right,
            Fault = NameFault.Obsolete,
            FromYear = from,
            NotBefore = notBefore,
        };
}
