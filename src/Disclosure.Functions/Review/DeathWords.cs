using Disclosure.Functions.Errors;
using Disclosure.Pages.Review;

namespace Disclosure.Functions.Review;

/// <summary>Why a link died, for callers that read JSON.</summary>
internal static class DeathWords
{
    public static Bilingual Of(DeadLinkReason reason) =>
        reason switch
        {
            DeadLinkReason.Decided => new("您已经作出决定，无需再次处理。", "You have decided already; nothing more is needed."),
            DeadLinkReason.StageClosed => new(
                "本环节已经结束，不再需要您的决定。",
                "This stage is over; your decision is no longer needed."
            ),
            DeadLinkReason.Returned => new(
                "报告已被退回拟稿人，本轮审查结束。",
                "The report was returned to its drafter; this round is over."
            ),
            DeadLinkReason.Recalled => new("拟稿人已撤回报告，本轮审查结束。", "The drafter recalled the report; this round is over."),
            DeadLinkReason.Reassigned => new("此任务已转给他人。", "The task is somebody else's now."),
            DeadLinkReason.Expired => new("链接已过期，可申请新的链接。", "The link has expired; ask for a new one."),
            DeadLinkReason.TooManyCodes => new(
                "验证码连续输错五次，链接已失效，可申请新的链接。",
                "Five wrong codes ended the link; ask for a new one."
            ),
            DeadLinkReason.Replaced => new(
                "已发出更新的链接，请使用最新邮件中的链接。",
                "A newer link was sent; use the one in the latest mail."
            ),
            DeadLinkReason.ContentChanged => new(
                "报告内容已变更，请重新打开链接查看后再决定。",
                "The content has changed; open the link again before deciding."
            ),
            _ => new("没有这个链接。", "There is no such link."),
        };
}
