using Disclosure.Functions.Errors;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Workflow;

/// <summary>What to do about a dossier that was just read: change it, or answer without a change.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract record Edit<T>
{
    /// <summary>Write this; then answer.</summary>
    public sealed record Write(ReportChange Change, T Answer) : Edit<T>;

    /// <summary>Nothing is to be written.</summary>
    public sealed record Keep(T Answer) : Edit<T>;
}

/// <summary>More people work on one report at once than retries can order.</summary>
internal sealed class DossierBusyException(ReportId report)
    : Exception($"Report {report} was changed by others again and again while one change was tried.");

/// <summary>
/// Reads a dossier, decides on it and commits; when somebody else was faster, reads and decides anew. So every rule is judged on the
/// state that the change is really based on.
/// </summary>
internal sealed class DossierEditor(ReportRepository reports)
{
    // Fifty people pressing the same button at once are ordered within this.
    private const int Attempts = 64;

    /// <summary>Null if there is no such report.</summary>
    /// <exception cref="DossierBusyException">Too many others; nothing was written.</exception>
    public async Task<T?> ApplyAsync<T>(ReportId id, Func<Dossier, Edit<T>> decide, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await reports.GetDossierAsync(id, cancellationToken) is not { } dossier)
            {
                return null;
            }

            switch (decide(dossier))
            {
                case Edit<T>.Keep(var answer):
                    return answer;
                case Edit<T>.Write(var change, var answer):
                    if (await reports.CommitAsync(change, cancellationToken) is CommitResult.Committed)
                    {
                        return answer;
                    }

                    break;
            }
        }

        throw new DossierBusyException(id);
    }
}
