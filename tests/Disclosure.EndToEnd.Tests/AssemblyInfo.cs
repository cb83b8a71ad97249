using Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

// Each test starts whole processes: one at a time on two cores tells more than many at once.
[assembly: Parallelization(Mode = ParallelMode.None)]
