using System.Text.RegularExpressions;
using Testing;

namespace Embedded.DurableTask.Tests;

/// <summary>Keeps <c>docs/semantics.md</c> true: each row names tests, and each of those exists.</summary>
public sealed partial class SemanticsListTests
{
    [Fact]
    public void Semantics_EveryStatement_NamesTestsThatExist()
    {
        var sources = string.Concat(
            new[] { "Embedded.DurableTask.Tests", "Embedded.Functions.Tests" }
                .SelectMany(project => Directory.EnumerateFiles(SourceTree.PathOf($"tests/{project}"), "*.cs", SearchOption.AllDirectories))
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );
        var rows = File.ReadLines(SourceTree.PathOf("docs/semantics.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        var statements = rows.Skip(2).Where(line => !line.StartsWith("| **", StringComparison.Ordinal)).ToList();

        Assert.True(statements.Count > 30, "the list has been emptied");
        foreach (var statement in statements)
        {
            var names = TestName()
                .Matches(statement[statement.IndexOf("| ", 2, StringComparison.Ordinal)..])
                .Select(match => match.Groups["name"].Value)
                .ToList();
            Assert.True(names.Count > 0, $"No test is named: {statement}");
            Assert.All(names, name => Assert.True(sources.Contains($" {name}(", StringComparison.Ordinal), $"There is no test {name}."));
        }
    }

    [GeneratedRegex("`(?<name>\\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();
}
