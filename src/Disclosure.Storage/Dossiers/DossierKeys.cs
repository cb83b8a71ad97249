using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Dossiers;

/// <summary>Row keys of the dossiers table; the partition key is the organ's code. Golden: never change what these return.</summary>
internal static class DossierKeys
{
    public const string TaskKind = "task";
    public const string DecisionKind = "decision";
    public const string RevisionKind = "revision";
    public const string AuditKind = "audit";
    public const string PriorKind = "prior";

    /// <summary>All report rows of an organ lie between these two, before anything else in the partition.</summary>
    public const string Reports = "!";

    /// <summary>The first character behind <see cref="Reports"/>.</summary>
    public const string BehindReports = "\"";

    public static string Report(ReportId id) => Reports + Keys.Number(id.Year, 4);

    public static string Task(ReportId id, int round, string stage, string personId) =>
        Keys.Join(Year(id), TaskKind, Keys.Number(round, 4), Keys.Part(stage), Keys.Part(personId));

    public static string Decision(ReportId id, int round, string stage, string personId) =>
        Keys.Join(Year(id), DecisionKind, Keys.Number(round, 4), Keys.Part(stage), Keys.Part(personId));

    public static string Revision(ReportId id, int number) => Keys.Join(Year(id), RevisionKind, Keys.Number(number, 6));

    public static string Audit(ReportId id, int seq) => Keys.Join(Year(id), AuditKind, Keys.Number(seq, 8));

    public static string Prior(ReportId id) => Keys.Join(Year(id), PriorKind);

    // '#' would be refused in a key by the service.
    public static string Serial(int publicationYear) => "$serial" + Keys.Separator + Keys.Number(publicationYear, 4);

    public static (string From, string Before) All(ReportId id) => (Keys.Join(Year(id), ""), Year(id) + Keys.Behind);

    public static (string From, string Before) All(ReportId id, string kind) =>
        (Keys.Join(Year(id), kind, ""), Keys.Join(Year(id), kind) + Keys.Behind);

    /// <summary>The kind in a key that <see cref="All(ReportId)"/> holds.</summary>
    public static string KindOf(ReportId id, string rowKey)
    {
        var from = Year(id).Length + 1;
        var end = rowKey.IndexOf(Keys.Separator, from);
        return end < 0 ? rowKey[from..] : rowKey[from..end];
    }

    private static string Year(ReportId id) => Keys.Number(id.Year, 4);
}
