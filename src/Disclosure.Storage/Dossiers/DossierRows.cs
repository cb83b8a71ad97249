using Azure.Data.Tables;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

/// <summary>The formats of the dossiers table's rows. A change of shape raises the number and keeps reading the old one.</summary>
internal static class DossierRows
{
    public static readonly RowFormat<StoredReport> Report = new(1);
    public static readonly RowFormat<StoredTask> Task = new(1);
    public static readonly RowFormat<StoredDecision> Decision = new(1);
    public static readonly RowFormat<StoredRevision> Revision = new(1);
    public static readonly RowFormat<AuditEntry> Audit = new(1);
    public static readonly RowFormat<StoredPrior> Prior = new(1);
    public static readonly RowFormat<SerialCounter> Serial = new(1);

    public static StoredReport ReadReport(TableEntity row) => Report.Read(row) with { ETag = row.ETag.ToString() };
}

/// <summary>The last serial that an organ allotted in a publication year.</summary>
/// <param name="Last">From 1.</param>
internal sealed record SerialCounter(int Last);
