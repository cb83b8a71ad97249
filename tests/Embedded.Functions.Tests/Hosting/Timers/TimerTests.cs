using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Embedded.Functions.Hosting.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Embedded.Functions.Tests.Hosting.Timers;

public sealed class TimerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;
    private readonly string _hub = AzuriteFixture.UniqueName("Hub");
    private readonly Runs _runs = new();

    [Fact]
    public async Task Timer_Due_RunsOnceAndNotBefore()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var host = await StartAsync(clock, typeof(Daily));
        await AdvanceToAsync(clock, s_start.AddHours(1) - TimeSpan.FromSeconds(1));
        Assert.Empty(_runs.All);
        await AdvanceToAsync(clock, s_start.AddHours(1));
        var run = Assert.Single(await _runs.UntilAsync(1));
        Assert.False(run.IsPastDue);
        Assert.Equal(default, run.ScheduleStatus!.Last);
        Assert.Equal(s_start.AddHours(1).UtcDateTime, run.ScheduleStatus.Next);
    }

    [Fact]
    public async Task Timer_DueAgain_KnowsItsLastRun()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var host = await StartAsync(clock, typeof(Daily));
        await RunUntilAsync(clock, s_start.AddHours(1), 1);
        await RunUntilAsync(clock, s_start.AddHours(25), 2);
        var second = _runs.All.Last();
        Assert.Equal(s_start.AddHours(1).UtcDateTime, second.ScheduleStatus!.Last, TimeSpan.FromMinutes(1));
        Assert.Equal(s_start.AddHours(25).UtcDateTime, second.ScheduleStatus.Next);
    }

    [Fact]
    public async Task Timer_MissedWhileDown_RunsOnceOnStartAsPastDue()
    {
        await using (await StartAsync(new FakeTimeProvider(s_start), typeof(Daily)))
        {
            await SeenAsync("daily");
        }

        var later = new FakeTimeProvider(s_start.AddDays(10));
        await using var host = await StartAsync(later, typeof(Daily));
        var run = Assert.Single(await _runs.UntilAsync(1));
        Assert.True(run.IsPastDue);
        Assert.Equal(s_start.AddHours(1).UtcDateTime, run.ScheduleStatus!.Next);
        await RunUntilAsync(later, s_start.AddDays(10).AddHours(1), 2);
        Assert.False(_runs.All.Last().IsPastDue);
    }

    [Theory]
    [InlineData(typeof(Unmonitored))]
    [InlineData(typeof(EveryTenSeconds))]
    public async Task Timer_NotMonitored_HasNoStatusAndIsNotMadeGood(Type timers)
    {
        var first = new FakeTimeProvider(s_start);
        await using (await StartAsync(first, timers))
        {
            await RunUntilAsync(first, s_start.AddHours(1), 1);
        }

        Assert.Null(_runs.All.Last().ScheduleStatus);
        var before = _runs.All.Count;
        var later = new FakeTimeProvider(s_start.AddDays(10).AddSeconds(1));
        await using var host = await StartAsync(later, timers);
        await RunUntilAsync(later, s_start.AddDays(10).AddHours(1), before + 1);
        Assert.All(_runs.All, run => Assert.False(run.IsPastDue));
    }

    [Fact]
    public async Task Timer_TwoProcesses_OnlyOneRunsIt()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var first = await StartAsync(clock, typeof(Daily));
        await using var second = await StartAsync(clock, typeof(Daily));
        await RunUntilAsync(clock, s_start.AddHours(1), 1);
        await RunUntilAsync(clock, s_start.AddHours(25), 2);
        await RunUntilAsync(clock, s_start.AddHours(49), 3);
        Assert.Equal(3, _runs.All.Count);
    }

    [Fact]
    public async Task Timer_RunOnStartup_RunsAtEachStart()
    {
        await using (await StartAsync(new FakeTimeProvider(s_start), typeof(OnStartup)))
        {
            await _runs.UntilAsync(1);
        }

        await using var again = await StartAsync(new FakeTimeProvider(s_start.AddMinutes(1)), typeof(OnStartup));
        await _runs.UntilAsync(2);
    }

    [Fact]
    public async Task Timer_Throwing_RunsAgainWhenNextDue()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var host = await StartAsync(clock, typeof(Failing));
        await RunUntilAsync(clock, s_start.AddHours(1), 1);
        await RunUntilAsync(clock, s_start.AddHours(2), 2);
    }

    [Fact]
    public async Task Timer_StoppedInTheMiddle_IsMadeGoodAfterTheNextStart()
    {
        var clock = new FakeTimeProvider(s_start);
        await using (var first = await StartAsync(clock, typeof(Interrupted)))
        {
            await RunUntilAsync(clock, s_start.AddHours(1), 1);
            await first.StopAsync();
        }

        await using var second = await StartAsync(new FakeTimeProvider(s_start.AddHours(1).AddMinutes(5)), typeof(Interrupted));
        await _runs.UntilAsync(2);
        Assert.True(_runs.All.Last().IsPastDue);
    }

    [Fact]
    public async Task Timer_ScheduleOfASetting_IsResolved()
    {
        var clock = new FakeTimeProvider(s_start);
        await using var host = await StartAsync(clock, typeof(FromSetting), "--Reminders:Schedule", "0 15 8 * * *");
        await RunUntilAsync(clock, s_start.AddMinutes(15), 1);
    }

    [Theory]
    [InlineData(typeof(FromSetting), "'fromSetting'", "names a setting that is not set")]
    [InlineData(typeof(Malformed), "'malformedTimer'", "NCRONTAB")]
    public void Build_ScheduleCannotBeRead_NamesTheFunction(Type timers, string name, string why)
    {
        var message = TestHost.RefusalOf(timers);
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timer_WithMiddleware_PassesThroughIt()
    {
        var triggers = new ConcurrentBag<string>();
        var setup = SetupOf(new FakeTimeProvider(s_start));
        setup = setup with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(_runs);
                builder.Use(next =>
                    context =>
                    {
                        triggers.Add(context.FunctionDefinition.InputBindings["timer"].Type);
                        return next(context);
                    }
                );
            },
        };
        await using var host = await TestHost.StartAsync(setup, typeof(OnStartup));
        await _runs.UntilAsync(1);
        Assert.Equal(["timerTrigger"], triggers);
    }

    [Fact]
    public async Task TryLockAsync_HeldByAnother_IsRefusedUntilReleased()
    {
        var store = Store();
        await store.ReadOrCreateAsync("locked", new TimerState { From = s_start, Updated = s_start }, s_cancel);
        var held = await store.TryLockAsync("locked", s_cancel);
        Assert.NotNull(held);
        Assert.Null(await store.TryLockAsync("LOCKED", s_cancel));
        Assert.True(await held.TryRenewAsync(s_cancel));
        Assert.True(await held.TryReleaseAsync(s_cancel));
        Assert.False(await held.TryRenewAsync(s_cancel));
        Assert.NotNull(await store.TryLockAsync("locked", s_cancel));
    }

    [Fact]
    public async Task WriteAsync_LockLost_IsRefused()
    {
        var store = Store();
        var state = new TimerState { From = s_start, Updated = s_start };
        await store.ReadOrCreateAsync("lost", state, s_cancel);
        var held = (await store.TryLockAsync("lost", s_cancel))!;
        await held.TryReleaseAsync(s_cancel);
        await store.TryLockAsync("lost", s_cancel);
        await Assert.ThrowsAsync<RequestFailedException>(() => held.WriteAsync(state, s_cancel));
    }

    [Fact]
    public async Task ReadAsync_UnknownVersion_IsRefusedNotOverwritten()
    {
        var store = Store();
        var state = new TimerState
        {
            SchemaVersion = 2,
            From = s_start,
            Updated = s_start,
        };
        await store.ReadOrCreateAsync("newer", state, s_cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.ReadOrCreateAsync("newer", state with { SchemaVersion = 1 }, s_cancel)
        );
    }

    private TimerStore Store() => new(new BlobServiceClient(azurite.ConnectionString), _hub);

    private Setup SetupOf(FakeTimeProvider clock, params string[] args) =>
        DurableSetup.On(azurite, _hub, builder => builder.Services.AddSingleton(_runs), args) with
        {
            Clock = clock,
        };

    private Task<TestHost> StartAsync(FakeTimeProvider clock, Type timers, params string[] args) =>
        TestHost.StartAsync(SetupOf(clock, args), timers);

    /// <summary>Moves the clock to a moment, and on in small steps until there are so many runs.</summary>
    private async Task RunUntilAsync(FakeTimeProvider clock, DateTimeOffset moment, int runs)
    {
        await AdvanceToAsync(clock, moment);
        await Eventually.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return Task.FromResult(_runs.All.Count >= runs);
            },
            TimeSpan.FromSeconds(30),
            () => $"{_runs.All.Count} runs instead of {runs}",
            s_cancel
        );
    }

    private async Task AdvanceToAsync(FakeTimeProvider clock, DateTimeOffset moment)
    {
        await SeenAsync(null);
        if (moment > clock.GetUtcNow())
        {
            clock.SetUtcNow(moment);
        }
    }

    /// <summary>Waits until the timer's first state is in storage: from then on its clock counts.</summary>
    private Task SeenAsync(string? function)
    {
        var container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("embedded-host-timers");
        return Eventually.TrueAsync(
            async () =>
            {
                if (!await container.ExistsAsync(s_cancel))
                {
                    return false;
                }

                await foreach (
                    var blob in container.GetBlobsAsync(
                        BlobTraits.None,
                        BlobStates.None,
                        $"{_hub}/{function?.ToUpperInvariant()}",
                        s_cancel
                    )
                )
                {
                    return true;
                }

                return false;
            },
            TimeSpan.FromSeconds(30),
            () => "the timer's state did not appear",
            s_cancel
        );
    }

    internal sealed class Runs
    {
        private readonly ConcurrentQueue<TimerInfo> _all = new();

        public IReadOnlyCollection<TimerInfo> All => _all;

        public void Add(TimerInfo info) => _all.Enqueue(info);

        public async Task<IReadOnlyCollection<TimerInfo>> UntilAsync(int count)
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(_all.Count >= count),
                TimeSpan.FromSeconds(30),
                () => $"{_all.Count} runs instead of {count}",
                s_cancel
            );
            return _all;
        }
    }

    internal sealed class Daily(Runs runs)
    {
        [Function("daily")]
        public void Run([TimerTrigger("0 0 9 * * *")] TimerInfo timer) => runs.Add(timer);
    }

    internal sealed class Unmonitored(Runs runs)
    {
        [Function("unmonitored")]
        public void Run([TimerTrigger("0 0 9 * * *", UseMonitor = false)] TimerInfo timer) => runs.Add(timer);
    }

    internal sealed class EveryTenSeconds(Runs runs)
    {
        [Function("tenSeconds")]
        public void Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => runs.Add(timer);
    }

    internal sealed class OnStartup(Runs runs)
    {
        [Function("onStartup")]
        public void Run([TimerTrigger("0 0 9 * * *", RunOnStartup = true)] TimerInfo timer) => runs.Add(timer);
    }

    internal sealed class Failing(Runs runs)
    {
        [Function("failingTimer")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            runs.Add(timer);
            throw new FormatException();
        }
    }

    internal sealed class Interrupted(Runs runs)
    {
        [Function("interruptedTimer")]
        public async Task Run([TimerTrigger("0 0 9 * * *")] TimerInfo timer, CancellationToken cancellation)
        {
            runs.Add(timer);
            if (!timer.IsPastDue)
            {
                var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var registration = cancellation.Register(stopped.SetResult);
                await stopped.Task;
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    internal sealed class FromSetting(Runs runs)
    {
        [Function("fromSetting")]
        public void Run([TimerTrigger("%Reminders__Schedule%")] TimerInfo timer) => runs.Add(timer);
    }

    internal sealed class Malformed(Runs runs)
    {
        [Function("malformedTimer")]
        public void Run([TimerTrigger("every day")] TimerInfo timer) => runs.Add(timer);
    }
}
