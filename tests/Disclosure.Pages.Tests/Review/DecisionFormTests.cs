using AngleSharp.Dom;
using Disclosure.Pages.Review;

namespace Disclosure.Pages.Tests.Review;

public sealed class DecisionFormTests
{
    [Fact]
    public async Task Form_OfTask_PostsToTheLinkWithDigestAndNoChoiceMade()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.Review()));
        var form = page.One("form");

        Assert.Equal(("post", "/review/the-token"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal(Samples.Digest.Value, form.One("input[name=digest]").GetAttribute("value"));
        Assert.Equal(
            ["approve", "return", "hold", "delegate"],
            form.All("input[name=decision]").Select(choice => choice.GetAttribute("value"))
        );
        Assert.Empty(form.All("[checked]"));
        Assert.All(form.All("input[name=decision]"), choice => Assert.True(choice.HasAttribute("required")));
        Assert.Equal("button", form.One("[type=submit]").LocalName);
    }

    [Fact]
    public async Task Form_WithoutHoldAndDelegate_OffersNeither()
    {
        using var page = await FormAsync(form => form with { Allowed = [ReviewDecision.Approve, ReviewDecision.Return] });

        Assert.Equal(["approve", "return"], page.All("input[name=decision]").Select(choice => choice.GetAttribute("value")));
        Assert.Empty(page.All("[name=to]"));
    }

    [Fact]
    public async Task Form_WithNobodyToHandOverTo_DoesNotOfferIt()
    {
        using var page = await FormAsync(form => form with { Delegates = [] });

        Assert.Empty(page.All("[value=delegate], [name=to]"));
    }

    [Fact]
    public async Task Code_WhenRequired_IsTypedByHandAndNeverFilledIn()
    {
        using var page = await FormAsync(form => form);
        var code = page.One("input[name=code]");

        Assert.Equal(
            ("numeric", "one-time-code", null),
            (code.GetAttribute("inputmode"), code.GetAttribute("autocomplete"), code.GetAttribute("value"))
        );
        Assert.True(code.HasAttribute("required"));
    }

    [Fact]
    public async Task Code_WhenSignedIn_IsNotAskedFor()
    {
        using var page = await FormAsync(form => form with { IsCodeRequired = false });

        Assert.Empty(page.All("[name=code]"));
    }

    [Fact]
    public async Task Errors_OfForm_StandAboveWithWhatToDoAndLeadToTheirFields()
    {
        var page = ReviewPages.Task(Samples.ReviewWithErrors());
        using var html = await Html.ParseAsync(page);
        var summary = html.One("[role=alert]");

        Assert.Equal(422, page.StatusCode);
        Assert.StartsWith("需要更正 - ", html.Title, StringComparison.Ordinal);
        Assert.Equal(["#field-comment", "#field-code", "#decision"], summary.All("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("请核对同一封邮件中的六位数字。", summary.TextContent, StringComparison.Ordinal);
        Assert.True(summary.CompareDocumentPosition(html.One("h1")).HasFlag(DocumentPositions.Following));
        foreach (var field in new[] { "comment", "code" })
        {
            var input = html.One($"[name={field}]");
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            Assert.StartsWith($"{field}-error", input.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        }

        Assert.Equal("还可以试3次，之后链接失效。", html.One("#code-hint strong").TextContent);
    }

    [Fact]
    public async Task Errors_OfForm_KeepWhatWasTypedButNotTheCode()
    {
        using var page = await Html.ParseAsync(ReviewPages.Task(Samples.ReviewWithErrors()));

        Assert.Equal("return", page.One("input[name=decision][checked]").GetAttribute("value"));
        Assert.Equal("第一行\n第二行", page.One("textarea").TextContent);
        Assert.Equal("p-2", page.One("select[name=to] option[selected]").GetAttribute("value"));
        Assert.Null(page.One("input[name=code]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("\n先空一行")]
    [InlineData("</textarea>")]
    [InlineData("")]
    public async Task Comment_TypedBefore_ComesBackToTheCharacter(string comment)
    {
        using var page = await FormAsync(form => form with { Comment = comment });

        Assert.Equal(comment, page.One("textarea").TextContent);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> FormAsync(Func<DecisionForm, DecisionForm> change)
    {
        var model = Samples.Review();
        return await Html.ParseAsync(ReviewPages.Task(model with { Form = change(model.Form) }));
    }
}
