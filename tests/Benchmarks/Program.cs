using Benchmarks.Engine;

return args switch
{
    ["engine", .. var options] => await EngineBenchmark.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("Usage: Benchmarks engine [--n 1000] [--lone 50] [--shards 8] [--ceiling 3]");
    return 1;
}
