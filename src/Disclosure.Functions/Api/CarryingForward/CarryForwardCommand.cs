using Disclosure.Functions.Api.LastYear;
using Disclosure.Functions.Identity;
using Disclosure.Functions.Workflow;
using Disclosure.Reports.Content;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Api.CarryingForward;

/// <summary>What became of carrying last year's figures forward.</summary>
internal abstract record CarryOutcome
{
    private CarryOutcome() { }

    /// <summary>Done; nothing may have been left to fill.</summary>
    public sealed record Carried(StoredReport Report, CarryForward Figures, LastYearReport Source) : CarryOutcome;

    /// <summary>There is no report to carry anything forward from.</summary>
    public sealed record NoSource : CarryOutcome;

    /// <summary>The report could not be saved.</summary>
    public sealed record Refused(CommandOutcome Why) : CarryOutcome;
}

/// <summary>Fills a draft with what it takes over from last year's report, as a revision of its own.</summary>
internal sealed class CarryForwardCommand(ReportCommands commands, ReportReader reader, LastYearFinder lastYear)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="report">The draft as read.</param>
    /// <param name="overwrite">Also where the draft holds other figures.</param>
    /// <param name="isCurrent">Whether the report still is what the caller knows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CarryOutcome> RunAsync(
        Caller caller,
        StoredReport report,
        bool overwrite,
        Func<StoredReport, bool> isCurrent,
        CancellationToken cancellationToken
    )
    {
        if (await lastYear.FindAsync(report.Id, cancellationToken) is not { } source)
        {
            return new CarryOutcome.NoSource();
        }

        var draft = await reader.ContentAsync(report.Id, report.Digest!.Value, cancellationToken);
        var figures = CarryForward.Into(draft, source.Content, overwrite);
        var outcome = await commands.SaveOnAsync(caller, report, figures.Content, isCurrent, NoteOf(figures, source), cancellationToken);
        return outcome is CommandOutcome.Done(var saved)
            ? new CarryOutcome.Carried(saved, figures, source)
            : new CarryOutcome.Refused(outcome);
    }

    private static SaveNote NoteOf(CarryForward figures, LastYearReport source) =>
        new(
            AuditActions.CarriedForward,
            [
                ("from", $"{source.Id} {source.Source} {source.Digest}"),
                .. figures.Filled.Select((cell, index) => SaveNote.Cell(index, cell.Cell, cell.Before, cell.After)),
            ]
        );
}
