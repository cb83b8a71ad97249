using System.Globalization;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class ContextTests
{
    [Fact]
    public void NewGuid_Called_IsTheVersion5UuidOfInstanceTimeAndCounter()
    {
        using var driver = new Driver(context => Task.FromResult<object?>(new[] { context.NewGuid(), context.NewGuid() }));

        driver.Start();

        var guids = driver.Output<Guid[]>()!;
        var time = driver.Now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
        Assert.Equal(DeterministicGuid.Create($"{Driver.InstanceId}_{time}_0"), guids[0]);
        Assert.Equal(DeterministicGuid.Create($"{Driver.InstanceId}_{time}_1"), guids[1]);
        Assert.All(guids, guid => Assert.Equal((5, 8), (guid.Version, guid.Variant & 0xC)));
    }

    [Fact]
    public void DeterministicGuid_Create_IsStable()
    {
        // Worked out by uuid5 of Python's standard library over the same namespace.
        Assert.Equal(
            new Guid("7a4b1bd1-210b-5697-8dcb-7964afde1b2f"),
            DeterministicGuid.Create("620700082-2020_2026-01-05T01:00:00.0000000Z_0")
        );
    }

    [Fact]
    public void NewGuid_NextStep_Differs()
    {
        using var driver = new Driver(async context =>
        {
            var first = context.NewGuid();
            await context.CallActivityAsync("A");
            return first != context.NewGuid();
        });
        driver.Start();

        driver.Step(Driver.Done(0));

        Assert.True(driver.Output<bool>());
    }

    [Fact]
    public void Context_Asked_SaysWhoItIs()
    {
        using var driver = new Driver(context =>
            Task.FromResult<object?>(
                string.Join(
                    ' ',
                    context.Name,
                    context.InstanceId,
                    context.Version,
                    context.Parent is null,
                    context.GetInput<Dictionary<string, int>>()!["a"],
                    context.Properties.Count
                )
            )
        );

        driver.Start(new { a = 1 }, version: "1.2");

        Assert.Equal("Report 620700082-2020 1.2 True 1 0", driver.Output<string>());
    }

    [Fact]
    public void GetInput_None_IsTheDefault()
    {
        using var driver = new Driver(context =>
            Task.FromResult<object?>(context.GetInput<int>() == 0 && context.GetInput<string>() is null)
        );

        driver.Start();

        Assert.True(driver.Output<bool>());
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("2.0", "10.0", -1)]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("beta", "ALPHA", 1)]
    [InlineData("Beta", "beta", 0)]
    [InlineData("1.0", "1.0-rc", -1)]
    public void CompareVersionTo_Versions_AreOrdered(string mine, string other, int expected)
    {
        using var driver = new Driver(context => Task.FromResult<object?>(Math.Sign(context.CompareVersionTo(other))));

        driver.Start(version: mine);

        Assert.Equal(expected, driver.Output<int>());
    }

    [Fact]
    public void SetCustomStatus_SeveralTimesInAStep_RecordsTheLastAndOnlyChanges()
    {
        using var driver = Driver.Of(async context =>
        {
            context.SetCustomStatus("one");
            context.SetCustomStatus("two");
            await context.CallActivityAsync("A");
            context.SetCustomStatus("two");
            await context.CallActivityAsync("B");
            context.SetCustomStatus(null);
            await context.CallActivityAsync("C");
        });

        Assert.Equal(new CustomStatusSet("\"two\""), driver.Start()[^1]);
        driver.Restart();
        Assert.DoesNotContain(driver.Step(Driver.Done(0)), next => next is CustomStatusSet);
        Assert.Equal("\"two\"", driver.State.CustomStatus);
        Assert.Equal(new CustomStatusSet(null), driver.Step(Driver.Done(1))[^1]);
        Assert.Null(driver.State.CustomStatus);
        Assert.True(driver.State.HasCustomStatus);
    }

    [Fact]
    public void IsReplaying_ReplayedThenLive_IsTrueOnlyForWhatHasHappened()
    {
        List<bool> seen = [];
        using var driver = Driver.Of(
            async context =>
            {
                seen.Add(context.IsReplaying);
                await context.CallActivityAsync("A");
                seen.Add(context.IsReplaying);
                await context.CallActivityAsync("B");
                seen.Add(context.IsReplaying);
            },
            verify: false
        );
        driver.Start();
        driver.Step(Driver.Done(0));
        Assert.Equal([false, false], seen);
        seen.Clear();

        driver.Restart();
        driver.Step(Driver.Done(1));

        Assert.Equal([true, true, false], seen);
    }

    [Fact]
    public void CreateReplaySafeLogger_Replayed_WritesEachLineOnce()
    {
        using var lines = new CollectingLoggerFactory();
        using var driver = new Driver(
            async context =>
            {
                var byName = context.CreateReplaySafeLogger("by name");
                var byType = context.CreateReplaySafeLogger<ContextTests>();
                var ofFactory = context.ReplaySafeLoggerFactory.CreateLogger(context.GetType());
                using var scope = byName.BeginScope("scope");
                Assert.True(byName.IsEnabled(LogLevel.Information));
                Write(byName, "one");
                await context.CallActivityAsync("A");
                Write(byType, "two");
                await context.CallActivityAsync("B");
                Write(ofFactory, "three");
                Write(context.CreateReplaySafeLogger(context.GetType()), "four");
                return null;
            },
            verify: false,
            loggers: lines
        );
        driver.Start();
        driver.Restart();
        driver.Step(Driver.Done(0));
        driver.Restart();
        driver.Step(Driver.Done(1));

        Assert.Equal(["one", "two", "three", "four"], lines.Lines);
    }

    [Fact]
    public void Step_CultureOfTheMachine_DoesNotReachTheCode()
    {
        var before = CultureInfo.CurrentCulture;
        using var driver = new Driver(async context =>
        {
            var first = $"{1.5}";
            await context.CallActivityAsync("A");
            return $"{first} {2.5}";
        });
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            driver.Start();
            CultureInfo.CurrentCulture = new CultureInfo("zh-CN");
            driver.Step(Driver.Done(0));
            Assert.Equal("zh-CN", CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal("1.5 2.5", driver.Output<string>());
    }

#pragma warning disable CA1848, CA2254 // A test's line.
    private static void Write(ILogger logger, string line) => logger.LogInformation(line);
#pragma warning restore CA1848, CA2254

    private sealed class CollectingLoggerFactory : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose() { }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
