namespace Disclosure.Pages.Mail;

internal static class MailTextsZh
{
    public static readonly MailTexts Texts = new()
    {
        Greeting = "{0}，您好：",
        Report = "报告",
        Stage = "环节",
        StageAndRound = "{0}（第{1}轮）",
        Drafter = "拟稿人",
        Due = "办理期限",
        DueExplained = "{0}（{1}）",
        ExpiresAt = "链接有效期至",

        SignInSubject = "登录链接",
        SignInText = "有人用您的邮箱申请登录。如果是您本人，请打开下面的链接，并按页面上的按钮。",
        SignInLink = "登录",
        SignInRemark = "链接只能使用一次。如果不是您本人申请的，请忽略本邮件，不会有任何影响。",

        NewSubject = "请审查：{0}（{1}）",
        NewText = "有一份年度报告请您审查。打开链接即可看到全文和检查结果，并填写意见。",
        ReminderSubject = "临期提醒：{0}（{1}）",
        ReminderText = "下面的报告还在等您的意见，办理期限快到了。",
        OverdueSubject = "已逾期：{0}（{1}）",
        OverdueText = "下面的报告还在等您的意见，已超过办理期限，请尽快办理。逾期不会视为同意。",
        NewLinkSubject = "新的审查链接：{0}（{1}）",
        NewLinkText = "这是您申请的新链接和新验证码，之前的链接已失效。",
        HandedOverSubject = "转交您审查：{0}（{1}）",
        HandedOverText = "{0}把下面这份年度报告转交给您审查。",
        ReviewLink = "查看报告并填写意见",
        Code = "提交意见时输入的六位验证码",
        ReviewRemark = "链接和验证码仅供您本人使用，请勿转发。我们不会以其他方式索要验证码。",

        ReturnedSubject = "退回修改：{0}",
        ReturnedText = "您起草的报告已退回修改。原因如下，修改后请重新提交。",
        Reviewer = "审查人",
        Reason = "原因",
        DeskLink = "继续修改",

        PublishedSubject = "已公开：{0}",
        PublishedText = "报告已经公开。",
        IndexNumber = "索引号",
        PublishedAt = "公开时间",
        Digest = "内容摘要（SHA-256）",
        AuditHead = "审批链首",
        PublicLink = "查看公开页面",
        PublishedRemark = "请保存本邮件：内容摘要和审批链首可用于日后核验报告及审批过程未被更改。",

        RecalledSubject = "已撤回，无需审查：{0}",
        RecalledText = "拟稿人撤回了下面的报告继续修改，您的审查链接已失效，暂时无需办理。重新提交后会另发邮件。",
        RecalledBy = "撤回人",
    };
}
