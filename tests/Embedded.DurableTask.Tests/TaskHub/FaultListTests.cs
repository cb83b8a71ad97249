using System.Text;
using System.Text.RegularExpressions;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests;

/// <summary>Keeps <c>docs/faults.md</c> true: every test named after a fault is listed there, and every fault has one.</summary>
public sealed partial class FaultListTests
{
    private const int Faults = 69;
    private static readonly string s_path = SourceTree.PathOf("docs/faults.md");

    [Fact]
    public void Faults_Listed_AreTheOnesThatTestsInject()
    {
        var expected = Render(File.ReadAllLines(s_path));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(s_path, expected, new UTF8Encoding(false));
        }

        Assert.Equal(expected, File.ReadAllText(s_path));
    }

    [Fact]
    public void Faults_Each_HasATest()
    {
        var tests = FindTests();

        Assert.Equal(Enumerable.Range(1, Faults), tests.Keys.Order());
    }

    private static string Render(string[] lines)
    {
        var tests = FindTests();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(Row().Match(line) is { Success: true } row ? Render(row, tests) : line).Append('\n');
        }

        return text.ToString();
    }

    private static string Render(Match row, SortedDictionary<int, List<Injection>> tests)
    {
        var found = tests.GetValueOrDefault(
            int.Parse(row.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
            []
        );
        var names = string.Join("<br>", found.Select(test => $"`{test.Name}`").Distinct(StringComparer.Ordinal));
        var where = string.Join(", ", found.SelectMany(test => test.Where).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return $"| F{row.Groups["number"].Value} |{row.Groups["words"].Value}| {names} | {where} |";
    }

    private static SortedDictionary<int, List<Injection>> FindTests()
    {
        var tests = new SortedDictionary<int, List<Injection>>();
        var files = Directory
            .EnumerateFiles(SourceTree.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (Match method in TestMethod().Matches(text))
            {
                var name = $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}";
                foreach (Capture number in method.Groups["number"].Captures)
                {
                    var key = int.Parse(number.ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
                    (tests.TryGetValue(key, out var list) ? list : tests[key] = []).Add(new Injection(name, WhereOf(file, text)));
                }
            }
        }

        return tests;
    }

    private static string[] WhereOf(string file, string text) =>
        !file.Contains("Embedded.DurableTask.Tests", StringComparison.Ordinal) ? ["App"]
        : file.Contains($"{Path.DirectorySeparatorChar}Replay{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? ["Replay"]
        : text.Contains(": EveryStoreTests(azurite)", StringComparison.Ordinal) ? ["Azurite", "Memory"]
        : text.Contains("AzuriteWorld", StringComparison.Ordinal) || text.Contains("AzuriteFixture", StringComparison.Ordinal) ? ["Azurite"]
        : ["Memory"];

    [GeneratedRegex(@"^\| F(?<number>\d+) \|(?<words>[^|]*)\|[^|]*\|[^|]*\|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"(public|internal) ((async )?Task|void) (?<name>(F(?<number>\d+))+_\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestMethod();

    private sealed record Injection(string Name, string[] Where);
}
