using Disclosure.Functions.Errors;
using Disclosure.Functions.Reminders;
using Disclosure.Pages.Development;

namespace Disclosure.Functions.Demo;

/// <summary>What to click, in order.</summary>
internal static class StartPage
{
    public static StartModel Model(Language language, string siteName) =>
        new()
        {
            Language = language,
            SiteName = siteName,
            Steps = [.. Steps().Select(step => step(language))],
            People =
            [
                .. DemoPeople.All.Select(person => new StartPerson(
                    person.Name,
                    Words.Role(person.Roles[0].ToString()).In(language),
                    person.Email,
                    new PageLink(new Bilingual("邮件", "Mails").In(language), "/dev/outbox?to=" + Uri.EscapeDataString(person.Email))
                )),
            ],
        };

    private static IEnumerable<Func<Language, StartStep>> Steps()
    {
        yield return language => new StartStep
        {
            Title = new Bilingual("看已经公开的报告", "Read a published report").In(language),
            Text = new Bilingual(
                "2019 年度报告已经走完保密审查和签发，公开在目录中。",
                "The report for 2019 has been through secrecy review and sign-off and stands in the catalogue."
            ).In(language),
            Links = [new PageLink(new Bilingual("公开目录", "Catalogue").In(language), "/")],
        };
        yield return language => new StartStep
        {
            Title = new Bilingual("以拟稿人身份登录", "Sign in as the drafter").In(language),
            Text = new Bilingual(
                "输入 drafter@zhangye.example，再到发件箱打开登录邮件中的链接。",
                "Enter drafter@zhangye.example, then open the link of the sign-in mail in the outbox."
            ).In(language),
            Links =
            [
                new PageLink(new Bilingual("登录", "Sign in").In(language), "/sign-in"),
                new PageLink(new Bilingual("发件箱", "Outbox").In(language), "/dev/outbox?to=drafter%40zhangye.example"),
            ],
        };
        yield return language => new StartStep
        {
            Title = new Bilingual("看 2020 年度草稿和检查结果", "Look at the 2020 draft and its findings").In(language),
            Text = new Bilingual(
                "草稿有三处勾稽关系不成立，改正前不能送审。",
                "Three relations of the draft do not hold; it cannot be submitted before they are mended."
            ).In(language),
            Links =
            [
                new PageLink(new Bilingual("草稿预览", "Preview").In(language), "/api/reports/620700082-2020/documents/html"),
                new PageLink(new Bilingual("检查结果（JSON）", "Findings (JSON)").In(language), "/api/reports/620700082-2020/findings"),
            ],
        };
        yield return language => new StartStep
        {
            Title = new Bilingual("让它走完全程", "Take it all the way").In(language),
            Text = new Bilingual(
                "在命令行运行 node samples/walkthrough.mjs：送审被拒、改正、送审、退回、再送审、保密审查、签发、公开。",
                "Run node samples/walkthrough.mjs: refused, corrected, submitted, returned, resubmitted, cleared, signed off, published."
            ).In(language),
            Links = [],
        };
    }
}
