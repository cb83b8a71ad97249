using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Disclosure.Pages.Review;

/// <summary>The pages behind a review link. None of them changes anything; only their forms, posted, do.</summary>
public static class ReviewPages
{
    /// <summary>The report and the form: 200, or 422 with errors; 403 for a wrong code is the caller's to say.</summary>
    public static Page Task(ReviewPageModel model)
    {
        var texts = ReviewTexts.For(model.Language);
        var title = model.Form.Errors.Count > 0 ? texts.TitleBarWithErrors : texts.TitleBar;
        return ToPage(
            model.Language,
            model.SiteName,
            title.With(model.Stage, model.Content.Title),
            () => new Review_ReviewPage { Model = model },
            model.Form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            "review-page"
        );
    }

    /// <summary>The receipt: 200, or 409 if it was decided before.</summary>
    public static Page Receipt(ReceiptModel model)
    {
        var texts = DecisionTexts.For(model.Language);
        return ToPage(
            model.Language,
            model.SiteName,
            model.WasDecidedBefore ? texts.DecidedBefore : texts.Recorded,
            () => new Review_Receipt { Model = model },
            model.WasDecidedBefore ? StatusCodes.Status409Conflict : StatusCodes.Status200OK
        );
    }

    /// <summary>Says why the link died: 410, or 404 if it never lived.</summary>
    public static Page DeadLink(DeadLinkModel model) =>
        ToPage(
            model.Language,
            model.SiteName,
            DeadLinkTexts.For(model.Language, model.Reason).Title,
            () => new Review_DeadLink { Model = model },
            model.Reason == DeadLinkReason.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone
        );

    /// <summary>Says that a new link is on its way: 202.</summary>
    public static Page LinkRenewed(LinkRenewedModel model) =>
        ToPage(
            model.Language,
            model.SiteName,
            DeadLinkTexts.Renewed(model.Language).Title,
            () => new Review_LinkRenewed { Model = model },
            StatusCodes.Status202Accepted
        );

    private static Page ToPage(
        Language language,
        string siteName,
        string title,
        Func<RazorSlice> body,
        int statusCode,
        string bodyClass = "plain"
    ) =>
        LayoutModel.ToPage(
            () =>
                new LayoutModel
                {
                    Language = language,
                    SiteName = siteName,
                    Title = title,
                    Body = body(),
                    BodyClass = bodyClass,
                },
            statusCode
        );
}
