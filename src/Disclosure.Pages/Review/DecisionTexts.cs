namespace Disclosure.Pages.Review;

/// <summary>The words of the decision form, the receipt and the dead link.</summary>
internal sealed record DecisionTexts
{
    public required string Title { get; init; }
    public required string ErrorsTitle { get; init; }
    public required string Decision { get; init; }
    public required string Approve { get; init; }
    public required string ApproveHint { get; init; }
    public required string Return { get; init; }
    public required string ReturnHint { get; init; }
    public required string Hold { get; init; }
    public required string HoldHint { get; init; }
    public required string Delegate { get; init; }
    public required string DelegateHint { get; init; }
    public required string To { get; init; }
    public required string ToHint { get; init; }
    public required string Choose { get; init; }
    public required string Comment { get; init; }
    public required string CommentHint { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string AttemptsLeft { get; init; }
    public required string Binding { get; init; }
    public required string Submit { get; init; }
    public required string Recorded { get; init; }
    public required string RecordedExplanation { get; init; }
    public required string DecidedBefore { get; init; }
    public required string DecidedBeforeExplanation { get; init; }
    public required string Report { get; init; }
    public required string Stage { get; init; }
    public required string StageAndRound { get; init; }
    public required string Reviewer { get; init; }
    public required string HandedTo { get; init; }
    public required string DecidedAt { get; init; }
    public required string Digest { get; init; }
    public required string Reference { get; init; }

    public static DecisionTexts For(Language language) => language == Language.En ? En : Zh;

    public string Of(ReviewDecision decision) =>
        decision switch
        {
            ReviewDecision.Approve => Approve,
            ReviewDecision.Return => Return,
            ReviewDecision.Hold => Hold,
            _ => Delegate,
        };

    public string HintOf(ReviewDecision decision) =>
        decision switch
        {
            ReviewDecision.Approve => ApproveHint,
            ReviewDecision.Return => ReturnHint,
            ReviewDecision.Hold => HoldHint,
            _ => DelegateHint,
        };

    /// <summary>The value of the form's <c>decision</c>, and the name of its colour.</summary>
    public static string ValueOf(ReviewDecision decision) => decision.ToString().ToLowerInvariant();

    private static readonly DecisionTexts Zh = new()
    {
        Title = "您的意见",
        ErrorsTitle = "还没有提交，请先更正：",
        Decision = "审查结论",
        Approve = "同意",
        ApproveHint = "内容可以进入下一环节。",
        Return = "退回修改",
        ReturnHint = "须写明原因和需要修改的地方。",
        Hold = "涉密存疑，暂缓",
        HoldHint = "须写明存疑内容和依据，由上级确定。",
        Delegate = "转交他人办理",
        DelegateHint = "转交后，您的链接即失效。",
        To = "转交给",
        ToHint = "只在选择“转交他人办理”时填写。",
        Choose = "请选择",
        Comment = "意见",
        CommentHint = "退回、暂缓时必填。会记入审批记录，不对外公开。",
        Code = "六位验证码",
        CodeHint = "见发给您的同一封邮件。",
        AttemptsLeft = "还可以试{0}次，之后链接失效。",
        Binding = "您的意见只对本页所示内容有效；内容有改动会另行请您审查。",
        Submit = "提交意见",
        Recorded = "意见已记录",
        RecordedExplanation = "无需再做什么，可以关闭本页。",
        DecidedBefore = "您此前已经提交过意见",
        DecidedBeforeExplanation = "以第一次提交的为准，本次操作没有改变任何内容。",
        Report = "报告",
        Stage = "环节",
        StageAndRound = "{0}（第{1}轮）",
        Reviewer = "审查人",
        HandedTo = "转交给",
        DecidedAt = "时间",
        Digest = "内容摘要",
        Reference = "记录编号",
    };

    private static readonly DecisionTexts En = new()
    {
        Title = "Your decision",
        ErrorsTitle = "Not submitted yet. Please put right:",
        Decision = "Decision",
        Approve = "Approve",
        ApproveHint = "The report goes on to its next stage.",
        Return = "Return for changes",
        ReturnHint = "Say why, and what has to change.",
        Hold = "Hold: possibly secret",
        HoldHint = "Say what is in doubt and on what basis; a higher authority decides.",
        Delegate = "Hand over",
        DelegateHint = "Your own link stops working then.",
        To = "Hand over to",
        ToHint = "Only if you hand over.",
        Choose = "Please choose",
        Comment = "Comment",
        CommentHint = "Needed for a return or a hold. Goes into the record, not to the public.",
        Code = "Six-digit code",
        CodeHint = "It is in the mail that brought you here.",
        AttemptsLeft = "Attempts left before the link stops working: {0}.",
        Binding = "Your decision is on what this page shows; if that changes, you will be asked again.",
        Submit = "Submit",
        Recorded = "Your decision is recorded",
        RecordedExplanation = "There is nothing else to do. You may close this page.",
        DecidedBefore = "You had decided already",
        DecidedBeforeExplanation = "The first decision stands; nothing has been changed now.",
        Report = "Report",
        Stage = "Stage",
        StageAndRound = "{0} (round {1})",
        Reviewer = "Reviewer",
        HandedTo = "Handed over to",
        DecidedAt = "When",
        Digest = "Content digest",
        Reference = "Reference",
    };
}
