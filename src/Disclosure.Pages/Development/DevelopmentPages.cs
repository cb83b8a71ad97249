using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Development;

/// <summary>Pages for a demonstration on one machine. The app serves them in Development only.</summary>
public static class DevelopmentPages
{
    /// <summary>The mails that were not sent.</summary>
    public static Page Outbox(OutboxModel model) =>
        LayoutModel.ToPage(() =>
            new LayoutModel
            {
                Language = model.Language,
                SiteName = model.SiteName,
                Title = DevelopmentTexts.For(model.Language).OutboxTitle,
                Home = "/",
                Body = new Development_Outbox { Model = model },
            }
        );

    /// <summary>What to click, in order.</summary>
    public static Page Start(StartModel model) =>
        LayoutModel.ToPage(() =>
            new LayoutModel
            {
                Language = model.Language,
                SiteName = model.SiteName,
                Title = DevelopmentTexts.For(model.Language).StartTitle,
                Home = "/",
                Body = new Development_Start { Model = model },
            }
        );
}
