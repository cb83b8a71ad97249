using AspNetCoreGeneratedDocument;
using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Site;

/// <summary>The pages that everybody may read.</summary>
public static class SitePages
{
    /// <summary>A report as it is, or would be, published. <see cref="Page.RenderAsync"/> gives the bytes to store and to digest.</summary>
    public static Page Report(ReportPageModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>The catalogue of published reports.</summary>
    public static Page Catalogue(CatalogueModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>What stands in the place of a withdrawn report: 410.</summary>
    public static Page Tombstone(TombstoneModel model) => throw new NotSupportedException("Not written yet.");

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
