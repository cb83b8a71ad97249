using System.Globalization;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Simulation;

/// <content>How a run is brought to its end and judged.</content>
internal sealed partial class SimulatedRun
{
    /// <summary>Good weather; everything is brought to its end and compared with what the clients were told.</summary>
    private async Task<string?> EndAsync()
    {
        _machines.ForEach(machine => machine.Way.Weather = Weather.Calm);
        foreach (var account in _accounts)
        {
            await CloseAsync(account);
        }

        foreach (var account in _accounts)
        {
            var end = await EndOfAsync(account);
            if (account.Judge(end) is { } problem)
            {
                return $"{account.Id}: {problem}\n  steps: {Show(account.Steps)}\n  output: {end.SerializedOutput}";
            }
        }

        return await RestAsync() ?? await PurgeAsync();
    }

    /// <returns>What is wrong with the rows once all is done, if it does not come right within a while; null if nothing is.</returns>
    private async Task<string?> RestAsync()
    {
        string? problem = null;
        for (var looks = 0; looks < 100; looks++)
        {
            problem = LogInvariants.Find(_table, _payloads, _code.FindOrchestrator);
            if (problem is null)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), _clock);
        }

        return $"at rest: {problem}";
    }

    private DurableTaskClient AnyClient => _machines[_chance.Next(_machines.Count)].Hub.Client;

    private async Task CloseAsync(Account account)
    {
        if (account.Started > 1)
        {
            throw new InvalidOperationException(
                $"{account.Id} was started {account.Started} times, terminated {account.IsTerminated} {account.TerminationInDoubt}"
            );
        }

        // It may never have been started, or nobody knows: one more start makes sure, and is refused if there is nothing to do.
        await StartAsync(account);
        try
        {
            await AnyClient.ResumeInstanceAsync(account.Id);
            for (var i = JobModel.FactsNeeded(account.Steps); i > 0; i--)
            {
                await SendFactAsync(account);
            }

            await AnyClient.RaiseEventAsync(account.Id, JobCode.Closing, account.Acknowledged);
        }
        catch (OrchestrationFinishedException) when (account.TerminationInDoubt)
        {
            // Nothing to close.
        }
    }

    private async Task<OrchestrationMetadata> EndOfAsync(Account account)
    {
        var end = AnyClient.WaitForInstanceCompletionAsync(account.Id, getInputsAndOutputs: true);
        while (await Task.WhenAny(end, Task.Delay(TimeSpan.FromMinutes(1), _clock)) != end)
        {
            // A suspension that its sender had given up on may have come after all.
            await AskAsync(client => client.ResumeInstanceAsync(account.Id));
        }

        return await end;
    }

    private async Task<string?> PurgeAsync()
    {
        foreach (var account in _accounts.Where(_ => _chance.Next(2) == 0))
        {
            var result = await AnyClient.PurgeInstanceAsync(account.Id, new PurgeInstanceOptions(true));
            if (await AnyClient.GetInstanceAsync(account.Id) is not null)
            {
                return $"{account.Id}: purged ({result.PurgedInstanceCount}) and still there";
            }

            // A message that was under way when its sender gave up may arrive after the purge. It is found and thrown away.
            for (var looks = 0; RowOf(account) is { } left; looks++)
            {
                if (looks == 100)
                {
                    return $"{account.Id}: purged and row {left.RowKey} is left";
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), _clock);
            }
        }

        return null;
    }

    private TableRow? RowOf(Account account) =>
        _table.Rows.FirstOrDefault(row => row.RowKey.Split('|') is [_, var key, ..] && key == account.Id);
}
