using Benchmarks.Engine;
using Benchmarks.Reports;

return args switch
{
    ["engine", .. var options] => await EngineBenchmark.RunAsync(options),
    ["waiting", .. var options] => await WaitingBenchmark.RunAsync(options),
    ["timers", .. var options] => await TimersBenchmark.RunAsync(options),
    ["history", .. var options] => await HistoryBenchmark.RunAsync(options),
    ["finished", .. var options] => await FinishedBenchmark.RunAsync(options),
    ["operating", .. var options] => await OperatingBenchmark.RunAsync(options),
    ["check", .. var options] => CheckBenchmark.Run(options),
    ["import", .. var options] => ImportBenchmark.Run(options),
    ["--help" or "-h"] => Usage(0),
    _ => Usage(1),
};

static int Usage(int exitCode)
{
    Console.WriteLine(
        """
        Usage: dotnet run -c Release --project tests/Benchmarks -- NAME [OPTIONS]
          engine    [--n 1000] [--lone 50] [--shards 8] [--ceiling 3]  orchestrations a second, and what Azurite allows
          waiting   [--n 20000] [--store azurite|memory]               a fresh process takes over many waiting instances
          timers    [--n 10000] [--seconds 60] [--each 1]              how late many timers are
          history   [--n 5000]                                         what a step costs early and late, and loading it all
          finished  [--n 10000] [--store azurite|memory]               what finished instances cost the running ones
          operating [--finished 10000]                                 what looking at a hub and purging by age cost
          check     [--n 500]                                          what checking a report costs
          import    [--n 200]                                          what importing a page, a text and a workbook costs
          --help                                                       this list
        """
    );
    return exitCode;
}
