using Embedded.Functions.Hosting.Http.Routes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Tests.Hosting.Http;

public sealed class RouteShapeTests
{
    private static readonly ParameterPolicyFactory s_policies = new ServiceCollection()
        .AddLogging()
        .AddRouting()
        .BuildServiceProvider()
        .GetRequiredService<ParameterPolicyFactory>();

    [Theory]
    [InlineData("a/b", "A/B")]
    [InlineData("a/{x}", "a/b")]
    [InlineData("a/{x}", "{y}/b")]
    [InlineData("a/{x:int}", "a/12")]
    [InlineData("a/{x:int}", "a/{y:long}")]
    [InlineData("a/{x:int}", "a/{y:guid}")]
    [InlineData("a/{x?}", "a")]
    [InlineData("a/{x:int?}", "a")]
    [InlineData("a/{x=5}", "a")]
    [InlineData("{x?}", "{y:regex(^$)?}")]
    [InlineData("a/{*rest}", "a")]
    [InlineData("a/{*rest}", "a/b/c")]
    [InlineData("a/{x}.pdf", "a/b.pdf")]
    [InlineData("a/{x}.pdf", "a/{y}")]
    [InlineData("a/{x}.pdf", "a/report-{y}")]
    [InlineData("a/{x:regex(^(pdf|docx)$)}", "a/{y:regex(^(html|pdf)$)}")]
    [InlineData("a/{x:regex(^(pdf|docx)$)}", "a/DOCX")]
    [InlineData("a/{x:regex(^[[a-z]]+$)}", "a/{y:regex(^[[0-9]]+$)}")]
    [InlineData("a/{x:length(3)}", "a/{y:minlength(2)}")]
    [InlineData("a/{x:alpha}", "a/{y:bool}")]
    public void Overlaps_SomePathMatchesBothOrMayDo_IsTrue(string left, string right)
    {
        Assert.True(Overlap(left, right));
        Assert.True(Overlap(right, left));
    }

    [Theory]
    [InlineData("a/b", "a/c")]
    [InlineData("a/b", "a/b/c")]
    [InlineData("a/{x}", "a/b/c")]
    [InlineData("a/{x:int}", "a/b")]
    [InlineData("a/{x:int}", "a/{y:alpha}")]
    [InlineData("a/{x:int}", "a/{y:bool}")]
    [InlineData("a/{x:guid}", "a/{y:bool}")]
    [InlineData("{x:regex(^$)?}", "{organ}")]
    [InlineData("{x:regex(^$)?}", "about")]
    [InlineData("b/{*rest}", "a/b")]
    [InlineData("a/b/{*rest}", "a")]
    [InlineData("a/{x}.pdf", "a/{y}.docx")]
    [InlineData("a/{x}.pdf", "a/b.docx")]
    [InlineData("a/{x}.pdf", "a/{y:int}")]
    [InlineData("a/r{x}", "a/s{y}")]
    [InlineData("a/{x:regex(^(pdf|docx)$)}", "a/{y:regex(^(html|json)$)}")]
    [InlineData("a/{x:regex(^(pdf|docx)$)}", "a/{y}.pdf")]
    [InlineData("a/{x:regex(^(pdf|docx)$)}", "a/html")]
    [InlineData("a/{x:length(3)}", "a/{y:minlength(4)}")]
    [InlineData("a/{x:maxlength(3)}", "a/{y:length(4, 6)}")]
    public void Overlaps_NoPathMatchesBoth_IsFalse(string left, string right)
    {
        Assert.False(Overlap(left, right));
        Assert.False(Overlap(right, left));
    }

    [Theory]
    [InlineData("{*rest}", "a/b", true)]
    [InlineData("{*rest}", "a/{*more}", true)]
    [InlineData("a/{*rest}", "a/{id}", true)]
    [InlineData("a/b", "{*rest}", false)]
    [InlineData("{*rest}", "{*other}", false)]
    // The router would take the literal's catch-all first, the host the earlier name.
    [InlineData("a/{*rest}", "{x}/b", false)]
    public void YieldsTo_OnlyCatchAllsThatAreLessSpecificEverywhere(string route, string other, bool expected) =>
        Assert.Equal(expected, ShapesOf(route).Single().YieldsTo(ShapesOf(other).Single()));

    private static bool Overlap(string left, string right) => ShapesOf(left).Any(a => ShapesOf(right).Any(b => a.Overlaps(b)));

    private static IReadOnlyList<RouteShape> ShapesOf(string route) => RouteShape.Of(RoutePatternFactory.Parse(route), s_policies);
}
