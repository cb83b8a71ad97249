namespace Disclosure.Pages.SignIn;

/// <summary>The words around signing in.</summary>
internal sealed record SignInTexts
{
    public required string FormTitle { get; init; }
    public required string FormExplanation { get; init; }
    public required string Email { get; init; }
    public required string EmailHint { get; init; }
    public required string Send { get; init; }
    public required string ButtonTitle { get; init; }
    public required string ButtonExplanation { get; init; }
    public required string Button { get; init; }
    public required string LinkSent { get; init; }
    public required string LinkSentExplanation { get; init; }
    public required string SignedIn { get; init; }
    public required string SignedInExplanation { get; init; }
    public required string SignedOut { get; init; }
    public required string SignedOutExplanation { get; init; }
    public required string LinkDead { get; init; }
    public required string LinkDeadExplanation { get; init; }
    public required string TooMany { get; init; }
    public required string TooManyExplanation { get; init; }
    public required string AskAgain { get; init; }

    public static SignInTexts For(Language language) => language == Language.En ? En : Zh;

    /// <summary>Title and explanation of how it went.</summary>
    public (string Title, string Explanation) Of(SignInOutcome outcome) =>
        outcome switch
        {
            SignInOutcome.LinkSent => (LinkSent, LinkSentExplanation),
            SignInOutcome.SignedIn => (SignedIn, SignedInExplanation),
            SignInOutcome.SignedOut => (SignedOut, SignedOutExplanation),
            SignInOutcome.TooMany => (TooMany, TooManyExplanation),
            _ => (LinkDead, LinkDeadExplanation),
        };

    private static readonly SignInTexts Zh = new()
    {
        FormTitle = "工作人员登录",
        FormExplanation = "输入单位登记的邮箱，我们会发送一个登录链接。不需要密码。",
        Email = "邮箱",
        EmailHint = "例如 zhang@example.gov.cn",
        Send = "发送登录链接",
        ButtonTitle = "确认登录",
        ButtonExplanation = "请按下面的按钮完成登录。如果不是您本人申请的，关闭本页即可，不会有任何影响。",
        Button = "登录",
        LinkSent = "请查收邮件",
        LinkSentExplanation =
            "如果这个邮箱在人员名单中，登录链接几分钟内就会送达。没有收到时，请查看垃圾邮件，或向本单位管理员核对登记的邮箱。",
        SignedIn = "您已登录",
        SignedInExplanation = "用完后请退出，特别是在公用电脑上。",
        SignedOut = "您已退出",
        SignedOutExplanation = "本机上的登录状态已清除。",
        LinkDead = "登录链接已失效",
        LinkDeadExplanation = "登录链接只能用一次，并且很快过期。请重新申请一个。",
        TooMany = "尝试次数过多",
        TooManyExplanation = "为了安全，请等几分钟再试。",
        AskAgain = "重新申请登录链接",
    };

    private static readonly SignInTexts En = new()
    {
        FormTitle = "Staff sign-in",
        FormExplanation = "Enter the e-mail address that your organ has registered, and we will send a link. There is no password.",
        Email = "E-mail address",
        EmailHint = "such as zhang@example.gov.cn",
        Send = "Send the link",
        ButtonTitle = "Confirm sign-in",
        ButtonExplanation = "Press the button to sign in. If you did not ask for this, close the page: nothing happens.",
        Button = "Sign in",
        LinkSent = "Look at your mail",
        LinkSentExplanation =
            "If this address is on the staff list, a link will arrive within minutes. "
            + "If none does, look into the spam folder, or ask your administrator which address is registered.",
        SignedIn = "You are signed in",
        SignedInExplanation = "Please sign out when you are done, above all on a shared computer.",
        SignedOut = "You are signed out",
        SignedOutExplanation = "This browser no longer knows you.",
        LinkDead = "This link no longer works",
        LinkDeadExplanation = "A sign-in link works once, and not for long. Please ask for a new one.",
        TooMany = "Too many attempts",
        TooManyExplanation = "To be safe, please wait a few minutes and try again.",
        AskAgain = "Ask for a new link",
    };
}
