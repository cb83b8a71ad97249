namespace Disclosure.Pages.Review;

/// <summary>The words of the review page.</summary>
internal sealed record ReviewTexts
{
    public required string TitleBar { get; init; }
    public required string TitleBarWithErrors { get; init; }
    public required string Heading { get; init; }
    public required string ForYou { get; init; }
    public required string NotYou { get; init; }
    public required string OnBehalfOf { get; init; }
    public required string Report { get; init; }
    public required string Round { get; init; }
    public required string RoundAndRevision { get; init; }
    public required string Drafter { get; init; }
    public required string Due { get; init; }
    public required string Overdue { get; init; }
    public required string Digest { get; init; }
    public required string JumpToForm { get; init; }
    public required string Findings { get; init; }
    public required string NoFindings { get; init; }
    public required string FindingsExplanation { get; init; }
    public required string Error { get; init; }
    public required string Warning { get; init; }
    public required string Info { get; init; }
    public required string Where { get; init; }
    public required string Advice { get; init; }
    public required string DrafterReason { get; init; }
    public required string NoReason { get; init; }
    public required string Changes { get; init; }
    public required string ChangesSince { get; init; }
    public required string NoChanges { get; init; }
    public required string Becomes { get; init; }
    public required string Removed { get; init; }
    public required string Added { get; init; }
    public required string Opinions { get; init; }
    public required string NoOpinions { get; init; }
    public required string OpinionHead { get; init; }
    public required string NoComment { get; init; }
    public required string Document { get; init; }
    public required string DocumentExplanation { get; init; }
    public required string TitlePlace { get; init; }
    public required string PreamblePlace { get; init; }

    public static ReviewTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly ReviewTexts Zh = new()
    {
        TitleBar = "{0}：{1}",
        TitleBarWithErrors = "需要更正 - {0}：{1}",
        Heading = "请您进行{0}",
        ForYou = "审查人",
        NotYou = "本链接仅供上述人员使用。如果不是您本人，请关闭本页并告知经办人。",
        OnBehalfOf = "代{0}（{1}）审查",
        Report = "报告",
        Round = "轮次",
        RoundAndRevision = "第{0}轮（第{1}稿）",
        Drafter = "拟稿人",
        Due = "办理期限",
        Overdue = "已逾期",
        Digest = "内容摘要",
        JumpToForm = "直接填写意见",
        Findings = "检查结果",
        NoFindings = "自动检查没有发现问题。",
        FindingsExplanation = "系统按国办格式和勾稽关系自动检查。编号与正文中的标记一一对应。",
        Error = "错误",
        Warning = "提醒",
        Info = "提示",
        Where = "位置：",
        Advice = "建议：",
        DrafterReason = "拟稿人说明：",
        NoReason = "拟稿人未作说明。",
        Changes = "本轮改动",
        ChangesSince = "与您第{0}轮看到的相比：",
        NoChanges = "与您上次看到的内容完全相同。",
        Becomes = "改为",
        Removed = "删去",
        Added = "增加",
        Opinions = "已有意见",
        NoOpinions = "还没有其他人的意见。",
        OpinionHead = "第{0}轮 {1}",
        NoComment = "（没有附言）",
        Document = "报告全文",
        DocumentExplanation = "以下内容与公开后一致；标记只在审查时显示。",
        TitlePlace = "标题",
        PreamblePlace = "前言",
    };

    private static readonly ReviewTexts En = new()
    {
        TitleBar = "{0}: {1}",
        TitleBarWithErrors = "To be put right - {0}: {1}",
        Heading = "Your review: {0}",
        ForYou = "Reviewer",
        NotYou = "This link is for the person named above only. If that is not you, please close the page and tell the drafter.",
        OnBehalfOf = "standing in for {0} ({1})",
        Report = "Report",
        Round = "Round",
        RoundAndRevision = "Round {0} (revision {1})",
        Drafter = "Drafter",
        Due = "Due",
        Overdue = "overdue",
        Digest = "Content digest",
        JumpToForm = "Go to the form",
        Findings = "What the check found",
        NoFindings = "The automatic check found nothing.",
        FindingsExplanation = "Checked against the official format and its sums. The numbers are those of the marks in the report.",
        Error = "Error",
        Warning = "Warning",
        Info = "Note",
        Where = "Where: ",
        Advice = "Advice: ",
        DrafterReason = "The drafter says: ",
        NoReason = "The drafter has given no reason.",
        Changes = "What has changed",
        ChangesSince = "Compared with what you saw in round {0}:",
        NoChanges = "Nothing has changed since you last looked.",
        Becomes = "becomes",
        Removed = "removed",
        Added = "added",
        Opinions = "Opinions so far",
        NoOpinions = "Nobody else has said anything yet.",
        OpinionHead = "Round {0}, {1}",
        NoComment = "(no comment)",
        Document = "The report",
        DocumentExplanation = "This is what would be published; the marks are shown to reviewers only.",
        TitlePlace = "Title",
        PreamblePlace = "Preamble",
    };
}
