using Embedded.DurableTask.Tests.HubTests.Stores;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Testing;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>One workflow, and each storage call in turn that its process makes fails, with the process or without it.</summary>
public abstract class StorageCallTests(AzuriteFixture? azurite) : EveryStoreTests(azurite)
{
    private const int AfterTheEnd = -1;

    [Fact]
    public Task F1_KilledBeforeEachStorageCallInTurn_SameEnd() => KillAtEachCallAsync(Fault.Before);

    [Fact]
    public Task F2_KilledAfterEachStorageCallInTurn_SameEnd() => KillAtEachCallAsync(Fault.After);

    [Fact]
    public Task F1_EachStorageCallInTurnNeverArrives_SameEnd() => FailEachCallAsync(Fault.Before);

    [Fact]
    public Task F2_AnswerOfEachStorageCallInTurnIsLost_SameEnd() => FailEachCallAsync(Fault.After);

    [Theory]
    [InlineData(15)]
    [InlineData(1_000)]
    [InlineData(AfterTheEnd)]
    public Task F3_EachStorageCallInTurnArrivesLate_SameEnd(int milliseconds) => FailEachCallAsync(Fault.Late, milliseconds);

    /// <summary>Kills the process at call 1, 2, 3… until a run needs no other process any more.</summary>
    private async Task KillAtEachCallAsync(Fault fault)
    {
        var untouched = false;
        for (var k = 1; !untouched && k < 200; k += Stride)
        {
            await using var world = NewWorld();
            var first = world.NewProcess();
            var struck = false;
            var strike = k;
            first.Store.Plan = (number, _) =>
            {
                if (number < strike)
                {
                    return Fault.None;
                }

                struck = true;
                first.Kill(noticed: true);
                return number == strike ? fault : Fault.Before;
            };
            var drive = DriveAsync(first);
            await world.Until(() => struck || drive.IsCompleted, $"call {k} has come");
            untouched = !struck;
            if (untouched)
            {
                first.Store.Plan = null;
            }

            var client = first.Client;
            if (struck)
            {
                var second = world.NewProcess();
                await world.Await(DriveAsync(second));
                client = second.Client;
            }

            await EndAsync(world, client);
        }

        Assert.True(untouched, "there was a fault at each of 200 calls");
    }

    /// <summary>Call 1, 2, 3… fails once, and the process that made it goes on, until a run has no such call any more.</summary>
    private async Task FailEachCallAsync(Fault fault, int lateBy = 0)
    {
        var struck = true;
        for (var k = 1; struck && k < 200; k += Stride)
        {
            await using var world = NewWorld();
            var process = world.NewProcess();
            (struck, var strike) = (false, k);
            process.Store.Plan = (number, _) =>
            {
                struck |= number == strike;
                return number == strike ? fault : Fault.None;
            };
            var drive = DriveAgainAsync(process);
            if (lateBy != AfterTheEnd)
            {
                await world.Settle(lateBy);
                await process.Store.DeliverLateAsync();
            }

            await world.Await(drive);
            await EndAsync(world, process.Client);
            if (lateBy == AfterTheEnd)
            {
                await process.Store.DeliverLateAsync();
                await EndAsync(world, process.Client);
            }
        }

        Assert.False(struck, "there were more than 200 calls");
    }

    // Azurite answers one request at a time: there every few calls are enough.
    private int Stride => IsInMemory ? 1 : 4;

    private static async Task EndAsync(HubWorld world, DurableTaskClient client)
    {
        var end = await world.Await(client.WaitForInstanceCompletionAsync("x", getInputsAndOutputs: true));
        Assert.Equal("w4", end.ReadOutputAs<string>());
        await LogInvariants.CheckAsync(world);
    }

    /// <summary>As a supervisor would: a hub that could not start is started again.</summary>
    private static async Task DriveAgainAsync(HubProcess process)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await DriveAsync(process);
                return;
            }
            catch (Hub.Storage.TableStoreException) when (attempt == 0)
            {
                // Once only: one call fails.
            }
        }
    }

    /// <summary>Starts "x" and raises its event, whatever a killed process may have done of that already.</summary>
    private static async Task DriveAsync(HubProcess process)
    {
        await process.Hub.StartAsync(CancellationToken.None);
        try
        {
            await process.Client.ScheduleNewOrchestrationInstanceAsync("Steps", new StartOrchestrationOptions("x"));
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It was started before the kill.
        }

        try
        {
            await process.Client.RaiseEventAsync("x", "go", "w");
        }
        catch (OrchestrationFinishedException)
        {
            // The event before the kill was enough.
        }

        await process.Client.WaitForInstanceCompletionAsync("x");
    }
}

/// <summary>In memory.</summary>
public sealed class StorageCallTestsInMemory() : StorageCallTests(null);

/// <summary>On Azurite.</summary>
public sealed class StorageCallTestsOnAzurite(AzuriteFixture azurite) : StorageCallTests(azurite);
