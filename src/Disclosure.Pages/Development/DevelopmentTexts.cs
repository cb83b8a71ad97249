namespace Disclosure.Pages.Development;

/// <summary>The words of the demonstration's pages.</summary>
internal sealed record DevelopmentTexts
{
    public required string OutboxTitle { get; init; }
    public required string OutboxExplanation { get; init; }
    public required string OutboxOf { get; init; }
    public required string ShowAll { get; init; }
    public required string NoMail { get; init; }
    public required string To { get; init; }
    public required string SentAt { get; init; }
    public required string Kind { get; init; }
    public required string Report { get; init; }
    public required string Code { get; init; }
    public required string Links { get; init; }
    public required string Text { get; init; }
    public required string StartTitle { get; init; }
    public required string StartExplanation { get; init; }
    public required string Done { get; init; }
    public required string People { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required string Email { get; init; }
    public required string Mails { get; init; }

    public static DevelopmentTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly DevelopmentTexts Zh = new()
    {
        OutboxTitle = "发件箱（开发环境）",
        OutboxExplanation = "开发环境不真正发送邮件，都列在这里，最新的在前。",
        OutboxOf = "只显示发给{0}的邮件。",
        ShowAll = "显示全部",
        NoMail = "还没有邮件。",
        To = "收件人",
        SentAt = "时间",
        Kind = "类别",
        Report = "报告",
        Code = "验证码",
        Links = "链接",
        Text = "邮件正文",
        StartTitle = "演示：从起草到公开",
        StartExplanation = "按顺序操作，即可看完一份年度报告的全过程。所有人员和邮件都是演示数据。",
        Done = "已完成",
        People = "演示人员",
        Name = "姓名",
        Role = "角色",
        Email = "邮箱",
        Mails = "邮件",
    };

    private static readonly DevelopmentTexts En = new()
    {
        OutboxTitle = "Outbox (development)",
        OutboxExplanation = "No mail is really sent in development; all of it is listed here, newest first.",
        OutboxOf = "Only mail to {0} is shown.",
        ShowAll = "Show all",
        NoMail = "No mail yet.",
        To = "To",
        SentAt = "When",
        Kind = "Kind",
        Report = "Report",
        Code = "Code",
        Links = "Links",
        Text = "Text",
        StartTitle = "Demonstration: from draft to publication",
        StartExplanation = "Follow the steps to see a yearly report all the way through. All people and mails are made up.",
        Done = "done",
        People = "The people",
        Name = "Name",
        Role = "Role",
        Email = "E-mail",
        Mails = "Mail",
    };
}
