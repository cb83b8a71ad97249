using Disclosure.Reports.Checking.Rules;

namespace Disclosure.Reports.Checking;

/// <summary>A rule, for people who choose how grave it is to them, and for the table of rules in the documentation.</summary>
/// <param name="Id">As findings name it.</param>
/// <param name="Group">structure, figures, year, text, copied, names, personal, secrecy, metadata or timeliness.</param>
/// <param name="Severities">What its findings may be, gravest first. An organ may raise them, never lower them.</param>
/// <param name="Zh">What it looks for, in Chinese.</param>
/// <param name="En">What it looks for, in English.</param>
public sealed record RuleDescription(string Id, string Group, IReadOnlyList<Severity> Severities, string Zh, string En);

/// <summary>Every rule there is.</summary>
public static class RuleCatalogue
{
    private static readonly Severity[] Errors = [Severity.Error];
    private static readonly Severity[] Warnings = [Severity.Warning];
    private static readonly Severity[] Both = [Severity.Error, Severity.Warning];

    /// <summary>In the order in which a drafter should look at what they find.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } =
    [
        new(
            EditionRule.Name,
            "structure",
            Errors,
            "所用格式版本与报告年度相符",
            "The report is in the format edition that its year asks for"
        ),
        new(
            TitleRule.Name,
            "structure",
            Both,
            "标题为规定全称：机关全称、年度、规定用语",
            "The title is the official one: full organ name, year, prescribed words"
        ),
        new(
            SectionPresenceRule.Name,
            "structure",
            Both,
            "各部分均有内容，第五部分不得只写“无”",
            "Every text section says something; section five is not just “none”"
        ),
        new(SectionHeadingsRule.Name, "structure", Warnings, "正文中没有重复粘贴的部分标题", "No section heading was pasted into a text"),
        new(YearAgreementRule.Name, "structure", Both, "标题、统计期间与正文的年度一致", "Title, period and text speak of the same year"),
        new(
            FeeStatementRule.Name,
            "structure",
            Warnings,
            "2021 年版：第六部分写明信息处理费收取情况",
            "2021 edition: section six states the information-processing fees"
        ),
        new(
            BlankCellsRule.Name,
            "figures",
            Errors,
            "表格没有空白或“/”，没有发生的填 0",
            "No cell is blank or “/”: what did not happen is 0"
        ),
        new(
            FigureRangeRule.Name,
            "figures",
            Errors,
            "数字为非负整数（金额可为小数）",
            "Figures are whole and not negative (amounts may have decimals)"
        ),
        new(RelationRule.Name, "figures", Both, "表内、表间勾稽关系全部成立", "All relations within and between the tables hold"),
        new(
            PriorYearRule.Name,
            "year",
            Both,
            "与上一年度报告衔接：上年结转、现行有效等",
            "Continues last year's report: carried over, in force and the like"
        ),
        new(JumpRule.Name, "year", Warnings, "比上年增减超过 50% 且超过 10", "More than 50% and more than 10 away from last year"),
        new(TextFigureRule.Name, "text", Warnings, "正文所述数字与表格一致", "Figures said in the text agree with the tables"),
        new(NamesRule.Name, "names", Both, "机关、法律、文件名称正确且现行有效", "Names of organs, laws and notices are right and current"),
        new(
            OrganNameRule.Name,
            "names",
            Warnings,
            "发布机构用全称，责任部门为内设机构",
            "The issuing organ stands under its full name; the department is an office"
        ),
        new(PersonalDataRule.Name, "personal", Both, "不含公民身份号码、手机号码、银行卡号", "No identity, mobile or bank card numbers"),
        new(
            SecrecyRule.Name,
            "secrecy",
            Both,
            "没有密级标志、内部资料字样和本机关词表中的词语",
            "No classification marks, marks of internal documents, or words of the organ's list"
        ),
        new(
            CopiedTextRule.Name,
            "copied",
            Warnings,
            "没有与上年或其他机关九成以上雷同的部分",
            "No section is nine tenths last year's or another organ's"
        ),
        new(MetadataRule.Name, "metadata", Warnings, "信息头填写完整", "The metadata block is filled in"),
        new(MetadataValuesRule.Name, "metadata", Both, "信息头与报告内容一致", "The metadata agree with the report"),
        new(TimelinessRule.Statutory, "timeliness", Warnings, "在法定期限前公布", "Published by the statutory date"),
        new(TimelinessRule.Internal, "timeliness", [Severity.Info], "在本机关内部期限前公布", "Published by the organ's own date"),
    ];
}
