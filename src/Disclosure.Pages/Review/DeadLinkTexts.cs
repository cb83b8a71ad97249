namespace Disclosure.Pages.Review;

/// <summary>Why a link no longer works, and what can be done.</summary>
internal sealed record DeadLinkTexts(string Title, string Explanation, string DiedAt, string RenewExplanation, string Renew)
{
    public static DeadLinkTexts For(Language language, DeadLinkReason reason)
    {
        var (title, explanation) = language == Language.En ? En(reason) : Zh(reason);
        return language == Language.En
            ? new(
                title,
                explanation,
                "Since",
                "We can send you a new link. It goes to your registered e-mail address only.",
                "Send me a new link"
            )
            : new(title, explanation, "失效时间", "可以重新发送一个链接，只会发到您本人登记的邮箱。", "重新发送链接");
    }

    /// <summary>Title and explanation after asking for a new link.</summary>
    public static (string Title, string Explanation) Renewed(Language language) =>
        language == Language.En
            ? (
                "Look at your mail",
                "If the task is still open, a new link and a new code are on their way to your registered address. The old link stays dead."
            )
            : ("请查收邮件", "如果这项审查仍待办理，新的链接和验证码几分钟内会发到您登记的邮箱。原链接不再有效。");

    private static (string Title, string Explanation) Zh(DeadLinkReason reason) =>
        reason switch
        {
            DeadLinkReason.Decided => ("这项审查已经办结", "您已通过这个链接提交过意见，意见已记录，无需再办。"),
            DeadLinkReason.StageClosed => ("本环节已经结束", "其他审查人的意见已达到要求，不再需要您的意见。"),
            DeadLinkReason.Returned => ("报告已退回修改", "另一位审查人已将报告退回拟稿人。修改后如需您再次审查，会另发邮件。"),
            DeadLinkReason.Recalled => ("报告已被撤回", "拟稿人撤回了报告继续修改。重新提交后如需您审查，会另发邮件。"),
            DeadLinkReason.Reassigned => ("这项审查已转交他人", "您无需再办。如有疑问，请联系拟稿人或管理员。"),
            DeadLinkReason.Expired => ("链接已过期", "为了安全，审查链接只在一段时间内有效。"),
            DeadLinkReason.TooManyCodes => ("链接已停用", "验证码多次输入错误，为了安全，这个链接已停用。"),
            DeadLinkReason.Replaced => ("已有更新的链接", "系统后来又给您发过一个链接，请使用最近一封邮件中的链接。"),
            DeadLinkReason.ContentChanged => ("报告内容已有变化", "这个链接对应的内容不再是当前内容，请使用最近一封邮件中的链接。"),
            _ => ("链接无效", "请检查链接是否完整；有的邮件软件会把长链接断成两行。"),
        };

    private static (string Title, string Explanation) En(DeadLinkReason reason) =>
        reason switch
        {
            DeadLinkReason.Decided => (
                "This review is done",
                "You have decided with this link, and your decision is recorded. There is nothing else to do."
            ),
            DeadLinkReason.StageClosed => ("This stage is over", "Enough reviewers have decided; your decision is no longer needed."),
            DeadLinkReason.Returned => (
                "The report has been returned",
                "Another reviewer gave it back to its drafter. If you are needed again, you will get a new mail."
            ),
            DeadLinkReason.Recalled => (
                "The report has been called back",
                "Its drafter is changing it. If you are needed again, you will get a new mail."
            ),
            DeadLinkReason.Reassigned => (
                "The task is somebody else's now",
                "You need do nothing. If in doubt, ask the drafter or an administrator."
            ),
            DeadLinkReason.Expired => ("This link has expired", "To be safe, review links work for a limited time only."),
            DeadLinkReason.TooManyCodes => (
                "This link has been switched off",
                "The code was wrong too often, so the link was switched off to be safe."
            ),
            DeadLinkReason.Replaced => (
                "There is a newer link",
                "Another link was sent to you since. Please use the one in the latest mail."
            ),
            DeadLinkReason.ContentChanged => (
                "The report has changed",
                "What this link was for is not the current text any more. Please use the link in the latest mail."
            ),
            _ => ("Not a valid link", "Please check that it is complete: some mail programs break long links in two."),
        };
}
