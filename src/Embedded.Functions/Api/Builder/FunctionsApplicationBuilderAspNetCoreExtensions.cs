namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Turns the app into a web application.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>HTTP functions get ASP.NET Core's <c>HttpRequest</c> and may return <c>IResult</c> and <c>IActionResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.AddWeb();
        return builder;
    }
}
