using Disclosure.Functions.Errors;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>What an administrator can do to an orchestration.</summary>
internal enum InstanceCommand
{
    Suspend,
    Resume,
    Terminate,
    Purge,
}

/// <summary>What became of it.</summary>
internal abstract record InstanceOutcome
{
    private InstanceOutcome() { }

    /// <summary>Asked of the engine, which has it for certain.</summary>
    public sealed record Done : InstanceOutcome;

    public sealed record Refused(ApiError Error) : InstanceOutcome;
}

/// <summary>
/// Steers orchestrations for administrators. That it was asked for, by whom and why, is in the report's audit trail before the engine is
/// told; asked for a second time it is recorded a second time and changes nothing more.
/// </summary>
internal sealed class InstanceCommands(DossierEditor dossiers)
{
    public async Task<InstanceOutcome> RunAsync(
        DurableTaskClient client,
        Caller caller,
        string instanceId,
        ReportId report,
        InstanceCommand command,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        if (await RefusalAsync(client, instanceId, command, cancellationToken) is { } refused)
        {
            return refused;
        }

        await RecordAsync(caller, instanceId, report, command, reason, cancellationToken);
        try
        {
            await SendAsync(client, caller, instanceId, command, reason, cancellationToken);
            return new InstanceOutcome.Done();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It may have ended, or gone, since we looked; hosts say so by exceptions of their own. Whatever else it is, is not for us.
            if (await RefusalAsync(client, instanceId, command, cancellationToken) is { } since)
            {
                return since;
            }

            throw;
        }
    }

    private static async Task<InstanceOutcome.Refused?> RefusalAsync(
        DurableTaskClient client,
        string instanceId,
        InstanceCommand command,
        CancellationToken cancellationToken
    ) =>
        await client.GetInstanceAsync(instanceId, cancellationToken) switch
        {
            null => new InstanceOutcome.Refused(ApiErrors.UnknownInstance),
            { IsCompleted: true } when command != InstanceCommand.Purge => new InstanceOutcome.Refused(ApiErrors.InstanceEnded),
            { IsCompleted: false } when command == InstanceCommand.Purge => new InstanceOutcome.Refused(ApiErrors.InstanceNotEnded),
            _ => null,
        };

    private async Task RecordAsync(
        Caller caller,
        string instanceId,
        ReportId report,
        InstanceCommand command,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        // No report, no trail: such an instance is only good to be removed.
        await dossiers.ApplyAsync(
            report,
            dossier => new Edit<StoredReport>.Write(
                new ReportChange
                {
                    Based = dossier.Report,
                    Next = dossier.Report,
                    Audit = [Entry(caller, instanceId, command, reason, dossier.Report.Digest)],
                },
                dossier.Report
            ),
            cancellationToken
        );

    private static AuditDraft Entry(Caller caller, string instanceId, InstanceCommand command, string? reason, ContentDigest? digest)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = instanceId };
        if (reason is not null)
        {
            details["reason"] = reason;
        }

        return new AuditDraft
        {
            ActorId = caller.PersonId,
            ActorName = caller.Person.Name,
            Action = command switch
            {
                InstanceCommand.Suspend => AuditActions.SuspendAsked,
                InstanceCommand.Resume => AuditActions.ResumeAsked,
                InstanceCommand.Terminate => AuditActions.TerminateAsked,
                _ => AuditActions.PurgeAsked,
            },
            Digest = digest,
            Via = DecisionVia.Session,
            Details = details,
        };
    }

    private static Task SendAsync(
        DurableTaskClient client,
        Caller caller,
        string instanceId,
        InstanceCommand command,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var said = reason is null ? caller.PersonId : $"{caller.PersonId}: {reason}";
        return command switch
        {
            InstanceCommand.Suspend => client.SuspendInstanceAsync(instanceId, said, cancellationToken),
            InstanceCommand.Resume => client.ResumeInstanceAsync(instanceId, said, cancellationToken),
            InstanceCommand.Terminate => client.TerminateInstanceAsync(instanceId, said, cancellationToken),
            _ => client.PurgeInstanceAsync(instanceId, cancellationToken),
        };
    }
}
