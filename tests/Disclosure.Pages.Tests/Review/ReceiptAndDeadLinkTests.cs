using Disclosure.Pages.Review;

namespace Disclosure.Pages.Tests.Review;

public sealed class ReceiptAndDeadLinkTests
{
    [Fact]
    public async Task Receipt_OfDecision_RepeatsWhatWasRecorded()
    {
        var page = ReviewPages.Receipt(Samples.Receipt());
        using var html = await Html.ParseAsync(page);

        Assert.Equal((200, "意见已记录"), (page.StatusCode, html.One("h1").TextContent));
        Assert.Equal(
            [
                "转交他人办理",
                "周平",
                "张掖市审计局2020年政府信息公开工作年度报告",
                "保密审查（第2轮）",
                "李静（保密审查员）",
                "出差，请代为审查。",
                "2021年2月2日 09:55",
                Samples.Digest.Value,
                "a1b2c3",
            ],
            html.All(".facts dd").Select(fact => fact.TextContent)
        );
    }

    [Fact]
    public async Task Receipt_OfASecondDecision_SaysThatTheFirstStands()
    {
        var page = ReviewPages.Receipt(Samples.Receipt() with { WasDecidedBefore = true });
        using var html = await Html.ParseAsync(page);

        Assert.Equal((409, "您此前已经提交过意见"), (page.StatusCode, html.One("h1").TextContent));
        Assert.Contains("以第一次提交的为准", html.One("main").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public async Task DeadLink_OfEveryReason_SaysSomethingOfItsOwn(Language language)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var reason in Enum.GetValues<DeadLinkReason>())
        {
            var page = ReviewPages.DeadLink(Samples.DeadLink(reason) with { Language = language });
            using var html = await Html.ParseAsync(page);

            Assert.Equal(reason == DeadLinkReason.Unknown ? 404 : 410, page.StatusCode);
            Assert.True(said.Add(html.One("h1").TextContent), reason.ToString());
        }
    }

    [Fact]
    public async Task DeadLink_ThatCanBeRenewed_OffersAButtonThatPosts()
    {
        using var html = await Html.ParseAsync(ReviewPages.DeadLink(Samples.DeadLink(DeadLinkReason.Expired)));
        var form = html.One("form");

        Assert.Equal(("post", "/review/the-token/renew"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Contains("只会发到您本人登记的邮箱", form.TextContent, StringComparison.Ordinal);
        Assert.Single(form.All("button[type=submit]"));
    }

    [Fact]
    public async Task DeadLink_ThatCannotBeRenewed_OffersNothing()
    {
        using var html = await Html.ParseAsync(
            ReviewPages.DeadLink(Samples.DeadLink(DeadLinkReason.Decided) with { RenewAction = null, DiedAt = null })
        );

        Assert.Empty(html.All("form, .facts"));
    }

    [Fact]
    public void LinkRenewed_Always_Is202() => Assert.Equal(202, ReviewPages.LinkRenewed(Samples.LinkRenewed()).StatusCode);
}
