using System.Diagnostics;
using System.Globalization;
using System.Text;
using Disclosure.Documents.Spreadsheets;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Import;

namespace Benchmarks.Reports;

/// <summary>
/// How long one import takes, by kind of file, and how long the costliest files take that may be sent. Processor time of the process is
/// given beside the wall clock, since the machine may be shared.
/// </summary>
internal static class ImportBenchmark
{
    public static int Run(string[] options)
    {
        var runs = options is ["--n", var n] ? int.Parse(n, CultureInfo.InvariantCulture) : 200;
        var content = Content();
        var files = new (string Name, FileKind Kind, byte[] File)[]
        {
            ("a page of Word's markup", FileKind.Html, Encoding.UTF8.GetBytes(ImportPages.Word(content))),
            ("a text, a cell a line", FileKind.Text, Encoding.UTF8.GetBytes(ImportPages.Text(content))),
            ("a workbook of our own", FileKind.Spreadsheet, SpreadsheetReport.Render(content)),
        };
        Console.WriteLine(
            $"{runs} runs each\n| file | bytes | median | 95th percentile | processor time |\n| --- | --- | --- | --- | --- |"
        );
        foreach (var (name, kind, file) in files)
        {
            Print($"| {name} | {file.Length:n0} |", runs, () => Import(file, kind, content));
        }

        Print("| export of a workbook | |", runs, () => _ = SpreadsheetReport.Render(content));
        Console.WriteLine("\nThe costliest, once each\n| file | wall clock | processor time |\n| --- | --- | --- |");
        foreach (var (name, file) in ImportPages.Costly())
        {
            var (wall, processor) = Measure(() => ReportImporter.FromFile(file, FileKind.Unknown, null, content.Edition));
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {name}, {file.Length:n0} bytes | {wall:0} ms | {processor:0} ms |")
            );
        }

        return 0;
    }

    private static void Import(byte[] file, FileKind kind, ReportContent content)
    {
        if (
            ReportImporter.FromFile(file, kind, null, content.Edition) is not ImportOutcome.Read(var result)
            || !result.Content.Cells.Equals(content.Cells)
        )
        {
            throw new InvalidOperationException("The import did not give the content back; its speed says nothing.");
        }
    }

    private static void Print(string head, int runs, Action action)
    {
        // The first runs compile.
        for (var i = 0; i < 30; i++)
        {
            action();
        }

        var times = Enumerable.Range(0, runs).Select(_ => Measure(action)).ToList();
        var walls = times.Select(time => time.Wall).Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{head} {walls[runs / 2]:0.0} ms | {walls[runs * 95 / 100]:0.0} ms | {times.Average(time => time.Processor):0.0} ms |"
            )
        );
    }

    private static (double Wall, double Processor) Measure(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        action();
        var wall = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    private static ReportContent Content()
    {
        var empty = ReportContent.Empty(FormatEdition.For(2024), "清河县水务局", 2024);
        var text = string.Join(
            '\n',
            Enumerable.Repeat("全年通过门户网站、政务新媒体等渠道主动公开政府信息，及时回应社会关切，切实保障公众知情权。", 30)
        );
        return empty with
        {
            Sections = new ReportSections
            {
                Overview = text,
                Problems = text,
                Other = "无。",
            },
            Cells = empty.Cells.With(empty.Edition.Cells.Select(cell => KeyValuePair.Create(cell.Key, (decimal?)(cell.Ordinal + 1)))),
        };
    }
}
