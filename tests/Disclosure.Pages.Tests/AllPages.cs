using Disclosure.Pages.Development;
using Disclosure.Pages.Review;
using Disclosure.Pages.SignIn;
using Disclosure.Pages.Site;

namespace Disclosure.Pages.Tests;

/// <summary>Every page there is, each with the model that fills all of it. A page that is missing here is missing from half of the tests.</summary>
internal static class AllPages
{
    private static readonly Dictionary<string, (object Model, Func<object, Page> ToPage)> Known = new(StringComparer.Ordinal)
    {
        ["report"] = (Samples.Report(), model => SitePages.Report((ReportPageModel)model)),
        ["report-2021"] = (Samples.Report2021(), model => SitePages.Report((ReportPageModel)model)),
        ["report-preview"] = (Samples.Report() with { Publication = null }, model => SitePages.Report((ReportPageModel)model)),
        ["catalogue"] = (Samples.Catalogue(), model => SitePages.Catalogue((CatalogueModel)model)),
        ["catalogue-empty"] = (Samples.Catalogue() with { Entries = [] }, model => SitePages.Catalogue((CatalogueModel)model)),
        ["tombstone"] = (Samples.Tombstone(), model => SitePages.Tombstone((TombstoneModel)model)),
        ["error"] = (Samples.Error(404), model => SitePages.Error((PublicErrorModel)model)),
        ["review"] = (Samples.Review(), model => ReviewPages.Task((ReviewPageModel)model)),
        ["review-errors"] = (Samples.ReviewWithErrors(), model => ReviewPages.Task((ReviewPageModel)model)),
        ["receipt"] = (Samples.Receipt(), model => ReviewPages.Receipt((ReceiptModel)model)),
        ["dead-link"] = (Samples.DeadLink(DeadLinkReason.Expired), model => ReviewPages.DeadLink((DeadLinkModel)model)),
        ["link-renewed"] = (Samples.LinkRenewed(), model => ReviewPages.LinkRenewed((LinkRenewedModel)model)),
        ["sign-in-form"] = (Samples.SignInForm(), model => SignInPages.Form((SignInFormModel)model)),
        ["sign-in-button"] = (Samples.SignInButton(), model => SignInPages.Button((SignInButtonModel)model)),
        ["sign-in-result"] = (Samples.SignInResult(SignInOutcome.LinkDead), model => SignInPages.Result((SignInResultModel)model)),
        ["outbox"] = (Samples.Outbox(), model => DevelopmentPages.Outbox((OutboxModel)model)),
        ["start"] = (Samples.Start(), model => DevelopmentPages.Start((StartModel)model)),
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    public static TheoryData<string, Language> NamesInBothLanguages =>
        [.. Known.Keys.SelectMany(name => new[] { (name, Language.Zh), (name, Language.En) })];

    public static object ModelOf(string name) => Known[name].Model;

    public static Page Of(string name, Language language = Language.Zh) => Of(name, InLanguage(Known[name].Model, language));

    public static Page Of(string name, object model) => Known[name].ToPage(model);

    public static object InLanguage(object model, Language language)
    {
        var copy = Records.Copy(model);
        model.GetType().GetProperty(nameof(Language))!.SetValue(copy, language);
        return copy;
    }
}
