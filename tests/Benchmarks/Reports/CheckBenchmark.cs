using System.Diagnostics;
using Disclosure.Reports;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;
using Testing;
using static Benchmarks.Figures;

namespace Benchmarks.Reports;

/// <summary>All rules over the published report of 2020, with last year's and another organ's report to compare with.</summary>
internal static class CheckBenchmark
{
    public static int Run(string[] options)
    {
        var times = new Arguments(options).Number("--n", 500);
        var text = File.ReadAllText(SourceTree.PathOf("samples/zhangye-2020.txt"));
        var content = ReportImporter.FromText(text, FormatEdition.For(2020)).Content;
        var context = new CheckContext
        {
            ReportId = ReportId.Parse("620700082-2020"),
            OrganName = "张掖市审计局",
            Today = new DateOnly(2021, 2, 2),
            Previous = content,
            Others = [new OtherReport("市财政局", content)],
        };
        Measure("checking a full report", times, () => ReportChecker.Check(content, context).Count);
        Measure(
            "the same without reports to compare with",
            times,
            () => ReportChecker.Check(content, context with { Previous = null, Others = [] }).Count
        );
        Measure(
            "writing and reading its JSON",
            times,
            () => ContentJson.Read(ContentJson.Write(content), content.Edition) is ContentReading.Ok ? 1 : 0
        );
        return 0;
    }

    private static void Measure(string what, int times, Func<int> run)
    {
        for (var i = 0; i < 50; i++)
        {
            run();
        }

        var took = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            if (run() == 0)
            {
                throw new InvalidOperationException($"{what}: nothing came of it");
            }

            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        Print($"{what}: {Spread(took)}");
    }
}
