using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Disclosure.Pages.Mail;

namespace Disclosure.Pages.Tests.Mail;

public sealed class MailsTests
{
    [Fact]
    public async Task ReviewMail_InText_CarriesLinkOnItsOwnLineAndCode()
    {
        var body = await Mails.ComposeAsync(Samples.ReviewMail());

        Assert.Equal("请审查：张掖市审计局2020年政府信息公开工作年度报告（保密审查）", body.Subject);
        Assert.Contains("\nhttps://disclosure.example.gov.cn/review/the-token\n", body.Text, StringComparison.Ordinal);
        Assert.Contains("提交意见时输入的六位验证码：042137\n", body.Text, StringComparison.Ordinal);
        Assert.Contains("办理期限：2021年2月2日 09:55（自1月29日起2个工作日）\n", body.Text, StringComparison.Ordinal);
        Assert.StartsWith("李静，您好：\n", body.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', body.Text);
    }

    [Fact]
    public async Task ReviewMail_InHtml_SaysTheSame()
    {
        using var html = Parse(await Mails.ComposeAsync(Samples.ReviewMail()));

        Assert.Equal("https://disclosure.example.gov.cn/review/the-token", html.One("a").GetAttribute("href"));
        Assert.Equal("042137", html.One("strong").TextContent);
        Assert.Contains("自1月29日起2个工作日", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(html.All("img, script, link, form, style"));
    }

    [Theory]
    [InlineData(ReviewMailKind.New, "请审查")]
    [InlineData(ReviewMailKind.Reminder, "临期提醒")]
    [InlineData(ReviewMailKind.Overdue, "已逾期")]
    [InlineData(ReviewMailKind.NewLink, "新的审查链接")]
    [InlineData(ReviewMailKind.HandedOver, "转交您审查")]
    public async Task ReviewMail_OfKind_SaysWhyItComes(ReviewMailKind kind, string subject)
    {
        var body = await Mails.ComposeAsync(Samples.ReviewMail() with { Kind = kind });

        Assert.StartsWith(subject, body.Subject, StringComparison.Ordinal);
        Assert.Equal(kind == ReviewMailKind.HandedOver, body.Text.Contains("赵敏", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReviewMail_WithoutDates_MentionsNone()
    {
        var body = await Mails.ComposeAsync(Samples.ReviewMail() with { Due = null, ExpiresAt = null });

        Assert.DoesNotContain("办理期限：", body.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("链接有效期至", body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInMail_Always_CarriesItsLinkAndNoCode()
    {
        var body = await Mails.ComposeAsync(Samples.SignInMail());

        Assert.Equal("登录链接", body.Subject);
        Assert.Contains("\nhttps://disclosure.example.gov.cn/sign-in/the-token\n", body.Text, StringComparison.Ordinal);
        Assert.Contains("2021年2月2日 10:10", body.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("验证码", body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReturnedMail_Always_GivesTheReasonAsWritten()
    {
        var body = await Mails.ComposeAsync(Samples.ReturnedMail());
        using var html = Parse(body);

        Assert.Contains("原因：请核实“其他”一列。\n另请补充文号。\n", body.Text, StringComparison.Ordinal);
        Assert.Contains("请核实“其他”一列。\n另请补充文号。", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("https://disclosure.example.gov.cn/desk/620700082-2020", html.One("a").GetAttribute("href"));
    }

    [Fact]
    public async Task ReturnedMail_WithoutLink_HasNone()
    {
        using var html = Parse(await Mails.ComposeAsync(Samples.ReturnedMail() with { Link = null }));

        Assert.Empty(html.All("a"));
    }

    [Fact]
    public async Task PublishedMail_Always_CarriesWhatProvesTheReportLater()
    {
        var model = Samples.PublishedMail();
        var body = await Mails.ComposeAsync(model);

        Assert.All(
            [model.IndexNumber, model.Address, model.Digest, model.AuditHead!],
            fact => Assert.Contains(fact, body.Text, StringComparison.Ordinal)
        );
        Assert.All(
            [model.IndexNumber, model.Address, model.Digest, model.AuditHead!],
            fact => Assert.Contains(fact, body.Html, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task RecalledMail_Always_SaysThatThereIsNothingToDo()
    {
        var body = await Mails.ComposeAsync(Samples.RecalledMail());

        Assert.Contains("暂时无需办理", body.Text, StringComparison.Ordinal);
        Assert.Contains("原因：发现一处数字有误。", body.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_InEnglish_HasNoChineseOfItsOwn()
    {
        foreach (
            var body in new[]
            {
                await Mails.ComposeAsync(English(Samples.SignInMail())),
                await Mails.ComposeAsync(English(Samples.ReviewMail())),
                await Mails.ComposeAsync(English(Samples.ReturnedMail())),
                await Mails.ComposeAsync(English(Samples.PublishedMail())),
                await Mails.ComposeAsync(English(Samples.RecalledMail())),
            }
        )
        {
            Assert.DoesNotContain(body.Subject + body.Text, c => c is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF');
            Assert.StartsWith("Dear x,", body.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Mail_ComposedTwice_IsTheSame() =>
        Assert.Equal(await Mails.ComposeAsync(Samples.ReviewMail()), await Mails.ComposeAsync(Samples.ReviewMail()));

    private static T English<T>(T model)
        where T : MailModel => Records.ReplaceTexts((T)AllPages.InLanguage(model, Language.En), _ => "x");

    private static IHtmlDocument Parse(MailBody body) => new HtmlParser().ParseDocument(body.Html);
}
