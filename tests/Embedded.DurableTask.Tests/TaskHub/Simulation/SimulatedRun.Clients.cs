using System.Globalization;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <content>What clients do: start, tell, steer, end and use again, all of it noted in accounts.</content>
internal sealed partial class SimulatedRun
{
    private async Task BeClientAsync(int number)
    {
        foreach (var account in _accounts.Where((_, i) => _chance.Next(3) == 0 || i % 4 == number))
        {
            await StartAsync(account);
        }

        for (var left = _chance.Next(20); left > 0; left--)
        {
            await PauseAsync(1_500);
            var account = _accounts[_chance.Next(_accounts.Count)];
            if (account.MayBeRenewed && _chance.Next(12) == 0)
            {
                await RenewAsync(account);
                continue;
            }

            account.CallsUnderWay++;
            await ActAsync(account);
            account.CallsUnderWay--;
        }
    }

    private async Task StartAsync(Account account)
    {
        // A finished id may be used again, which is another story: see RenewAsync.
        if (account.TerminationInDoubt || account.IsChanging)
        {
            return;
        }

        account.StartsUnderWay++;
        account.CallsUnderWay++;
        try
        {
            var options = new StartOrchestrationOptions(account.Id);
            var answer = await AskAsync(client =>
                client.ScheduleNewOrchestrationInstanceAsync("Job", new Job(account.Steps, [], false), options)
            );
            account.StartsInDoubt += answer ? 0 : 1;
            account.Started += answer ? 1 : 0;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Another client's, or its own in an earlier try.
        }
        finally
        {
            account.StartsUnderWay--;
            account.CallsUnderWay--;
        }
    }

    private async Task ActAsync(Account account)
    {
        var mustExist = account.Started > 0 && !account.IsChanging;
        try
        {
            switch (account.IsChanging ? 0 : _chance.Next(12))
            {
                case < 7:
                    await SendFactAsync(account);
                    break;
                case 7:
                    await AskAsync(client => client.SuspendInstanceAsync(account.Id));
                    break;
                case 8:
                    await AskAsync(client => client.ResumeInstanceAsync(account.Id));
                    break;
                case 9 when _chance.Next(4) == 0 && account.MayTerminate:
                    account.TerminationInDoubt = true;
                    var options = new TerminateInstanceOptions(null, _chance.Next(2) == 0);
                    account.IsTerminated |= await AskAsync(client => client.TerminateInstanceAsync(account.Id, options));
                    break;
                case 10:
                    await FindAsync(account, mustExist);
                    break;
                case 11:
                    await StartAsync(account);
                    break;
                default:
                    break;
            }
        }
        catch (OrchestrationNotFoundException) when (!mustExist || account.IsChanging)
        {
            // Nobody was told that it had started, or it has been purged.
        }
        catch (OrchestrationFinishedException) when (account.TerminationInDoubt || account.IsChanging || account.Lives > 1)
        {
            // Nothing else ends a job before it is closed.
        }
    }

    /// <summary>Ends an instance for certain, purges it perhaps, and uses its id again, while others go on sending to it.</summary>
    private async Task RenewAsync(Account account)
    {
        account.IsChanging = true;
        await UntilAsync(
            account,
            client => client.TerminateInstanceAsync(account.Id, new TerminateInstanceOptions(null, _chance.Next(2) == 0)),
            found => found is { IsCompleted: true }
        );
        if (_chance.Next(2) == 0)
        {
            // No start of the last life can arrive so late that it would find nothing and make it anew.
            await Task.Delay(TimeSpan.FromSeconds(5), _clock);
            await UntilAsync(
                account,
                client => client.PurgeInstanceAsync(account.Id, new PurgeInstanceOptions(true)),
                found => found is null
            );
        }

        account.Renew(JobModel.Make(_chance));
        var options = new StartOrchestrationOptions(account.Id);
        await UntilAsync(
            account,
            client => client.ScheduleNewOrchestrationInstanceAsync("Job", new Job(account.Steps, [], false), options),
            found => found is { IsCompleted: false }
        );
        account.Started = 1;
        account.IsChanging = false;
    }

    /// <summary>Asks for something until a client says that it is so. No call is given up but with its machine.</summary>
    private async Task UntilAsync(Account account, Func<DurableTaskClient, Task> call, Func<OrchestrationMetadata?, bool> isSo)
    {
        while (true)
        {
            try
            {
                if (!await AskAsync(call, isPatient: true))
                {
                    // What a machine sent before it died may arrive for a while.
                    await Task.Delay(TimeSpan.FromSeconds(5), _clock);
                }
            }
            catch (Exception problem) when (problem is OrchestrationFinishedException or OrchestrationAlreadyExistsException)
            {
                // It is so already: by an earlier try.
            }

            OrchestrationMetadata? found = null;
            if (await AskAsync(async client => found = await client.GetInstanceAsync(account.Id), isPatient: true) && isSo(found))
            {
                return;
            }

            await PauseAsync(1_000);
        }
    }

    private async Task SendFactAsync(Account account)
    {
        var fact = (_made++).ToString(CultureInfo.InvariantCulture);
        account.InDoubt.Add(fact);
        var (life, wasChanging) = (account.Lives, account.IsChanging);
        var isAcknowledged = await AskAsync(client => client.RaiseEventAsync(account.Id, JobCode.Fact, fact));
        if (isAcknowledged && life == account.Lives && !wasChanging && !account.IsChanging)
        {
            account.Acknowledged.Add(fact);
        }
    }

    private async Task FindAsync(Account account, bool mustExist)
    {
        OrchestrationMetadata? found = null;
        if (await AskAsync(async client => found = await client.GetInstanceAsync(account.Id)) && found is null && mustExist)
        {
            throw new InvalidOperationException($"{account.Id} was acknowledged and is not found");
        }
    }

    /// <param name="call">The call.</param>
    /// <param name="isPatient">Waits as long as the machine lives.</param>
    /// <returns>True: done. False: nobody knows.</returns>
    private async Task<bool> AskAsync(Func<DurableTaskClient, Task> call, bool isPatient = false)
    {
        var machine = _machines[_chance.Next(_machines.Count)];
        try
        {
            var answer = call(machine.Hub.Client);
            await Task.WhenAny(answer, isPatient ? machine.Death : Task.Delay(TimeSpan.FromSeconds(40), _clock), machine.Death);
            if (!answer.IsCompleted)
            {
                return false;
            }

            await answer;
            return true;
        }
        catch (Embedded.DurableTask.Hub.Storage.TableStoreException)
        {
            return false;
        }
        catch (InvalidOperationException) when (!machine.Hub.Health.IsRunning)
        {
            return false;
        }
    }
}
