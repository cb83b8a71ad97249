namespace Disclosure.Pages.Review;

/// <summary>The pages behind a review link. None of them changes anything; only their forms, posted, do.</summary>
public static class ReviewPages
{
    /// <summary>The report and the form. Give it status 422 or 403 when the form comes back with errors.</summary>
    public static Page Task(ReviewPageModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>The receipt: 200, or 409 if it was decided before.</summary>
    public static Page Receipt(ReceiptModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>Says why the link died: 410, or 404 if it never lived.</summary>
    public static Page DeadLink(DeadLinkModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>Says that a new link is on its way: 202.</summary>
    public static Page LinkRenewed(LinkRenewedModel model) => throw new NotSupportedException("Not written yet.");
}
