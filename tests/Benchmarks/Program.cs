System.Console.WriteLine("Usage: Benchmarks <name>");
