using System.Reflection;
using System.Text;
using Disclosure.Reports.Checking;

namespace Disclosure.Reports.Tests.Checking;

/// <summary>
/// The catalogue names every rule, and <c>docs/rules.md</c> is made from it:
/// <c>UPDATE_DOCS=1 dotnet run --project tests/Disclosure.Reports.Tests -- --filter-class '*RuleCatalogueTests'</c> writes it anew.
/// </summary>
public sealed class RuleCatalogueTests
{
    [Fact]
    public void All_Rules_AreNamedOnce()
    {
        var named = typeof(RuleCatalogue)
            .Assembly.GetTypes()
            .Where(type => typeof(ICheckRule).IsAssignableFrom(type) && type.IsClass)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral))
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(named.Order(StringComparer.Ordinal), RuleCatalogue.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void All_Severities_AreGravestFirst() =>
        Assert.All(RuleCatalogue.All, rule => Assert.Equal(rule.Severities.OrderDescending(), rule.Severities));

    [Fact]
    public void Documentation_IsMadeFromTheCatalogue()
    {
        var path = Path.Combine(Root(), "docs", "rules.md");
        var expected = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected, new UTF8Encoding(false));
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Render()
    {
        var text = new StringBuilder(
            """
            # Rules

            What a check of a report looks for. An error stops the submission, a warning wants a reason, an info informs. An organ may take a rule
            more seriously than it is here, never less. This page is made from the code (`RuleCatalogue`); `RuleCatalogueTests` says how to renew it.

            | rule | group | severity | looks for | 检查内容 |
            | --- | --- | --- | --- | --- |

            """
        );
        foreach (var rule in RuleCatalogue.All)
        {
            var severities = string.Join(" or ", rule.Severities.Select(severity => severity.ToString().ToLowerInvariant()));
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{rule.Id}` | {rule.Group} | {severities} | {rule.En} | {rule.Zh} |\n"
            );
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Disclosure.Functions.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
