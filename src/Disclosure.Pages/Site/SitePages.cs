using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;
using Microsoft.AspNetCore.Http;

namespace Disclosure.Pages.Site;

/// <summary>The pages that everybody may read.</summary>
public static class SitePages
{
    /// <summary>A report as it is, or would be, published. <see cref="Page.RenderAsync"/> gives the bytes to store and to digest.</summary>
    public static Page Report(ReportPageModel model) =>
        LayoutModel.ToPage(() =>
            new LayoutModel
            {
                Language = model.Language,
                SiteName = model.SiteName,
                Title = model.Content.Title,
                Home = "/",
                Head = new Site_ReportHead { Model = model },
                Body = new Site_ReportPage { Model = model },
                BodyClass = "report",
                MayBeIndexed = model.Publication is not null,
                IsStored = true,
            }
        );

    /// <summary>The catalogue of published reports.</summary>
    public static Page Catalogue(CatalogueModel model) =>
        LayoutModel.ToPage(() =>
            new LayoutModel
            {
                Language = model.Language,
                SiteName = model.SiteName,
                Title = CatalogueTexts.For(model.Language).Title,
                Home = "/",
                Head = new Site_CatalogueHead { Model = model },
                Body = new Site_Catalogue { Model = model },
                // Only the list as a whole is worth keeping; every search would be a page of its own.
                MayBeIndexed = model.Query.IsEmpty,
            }
        );

    /// <summary>What stands in the place of a withdrawn report: 410.</summary>
    public static Page Tombstone(TombstoneModel model) =>
        LayoutModel.ToPage(
            () =>
                new LayoutModel
                {
                    Language = model.Language,
                    SiteName = model.SiteName,
                    Title = TombstoneTexts.For(model.Language).Title,
                    Home = "/",
                    Body = new Site_Tombstone { Model = model },
                },
            StatusCodes.Status410Gone
        );

    /// <summary>Says what went wrong, with the model's status.</summary>
    public static Page Error(PublicErrorModel model) =>
        LayoutModel.ToPage(
            () =>
                new LayoutModel
                {
                    Language = model.Language,
                    SiteName = model.SiteName,
                    Title = ErrorTexts.For(model.Language, model.StatusCode).Title,
                    Home = "/",
                    Body = new Site_PublicError { Model = model },
                },
            model.StatusCode
        );
}
