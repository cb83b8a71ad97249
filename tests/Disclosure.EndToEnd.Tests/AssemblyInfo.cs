using Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

// Each test starts whole processes: one at a time on two cores tells more than many at once.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
