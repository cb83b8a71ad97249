using System.Globalization;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Statements;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking.Statements;

/// <summary>What is read in sentences as reports write them, against what a careful reader takes from each.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly List<Line> s_corpus = Read();

    [Theory]
    [InlineData("dev", 0.99, 0.97)]
    [InlineData("held", 0.98, 0.85)]
    public void Read_Corpus_PreciseAndNearlyComplete(string part, double leastPrecision, double leastRecall)
    {
        var lines = s_corpus.Where(line => line.Part == part).ToList();
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var line in lines)
        {
            var read = Statements(line.Sentence);
            right += read.Intersect(line.Expected).Count();
            wrong += read.Except(line.Expected).Count();
            missed += line.Expected.Except(read).Count();
            if (!read.SetEquals(line.Expected))
            {
                output.WriteLine($"{line.Sentence}\n  expected {Show(line.Expected)}, read {Show(read)}");
            }
        }

        var precision = right / (double)(right + wrong);
        var recall = right / (double)(right + missed);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{part}: {lines.Count} sentences, precision {precision:P1}, recall {recall:P1}")
        );
        Assert.True(
            precision >= leastPrecision && recall >= leastRecall,
            string.Create(CultureInfo.InvariantCulture, $"{part}: precision {precision:P1}, recall {recall:P1}")
        );
    }

    [Fact]
    public void Corpus_IsLargeEnoughToMeasure() =>
        Assert.True(s_corpus.Count >= 150 && s_corpus.Count(line => line.Part == "held") >= 40, $"{s_corpus.Count} sentences");

    private static HashSet<string> Statements(string sentence)
    {
        var content = Sample.Clean().WithOverview(sentence);
        var input = new CheckInput(content, Sample.Context());
        return
        [
            .. TextFigures
                .Of(input)
                .All.Select(statement => string.Create(CultureInfo.InvariantCulture, $"{statement.Kind.Key}={statement.Value:0.##}")),
        ];
    }

    private static string Show(IEnumerable<string> readings) =>
        string.Join(' ', readings.Order(StringComparer.Ordinal).DefaultIfEmpty("nothing"));

    private static List<Line> Read() =>
        [
            .. Sample
                .File("corpus.tsv")
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(fields => new Line(fields[0], fields[1], fields[2] == "-" ? [] : [.. fields[2].Split(' ')])),
        ];

    private sealed record Line(string Part, string Sentence, HashSet<string> Expected);
}
