using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Checking.Statements;

/// <summary>The figures that texts state, for one edition: its rows say which kinds of an outcome there are.</summary>
internal sealed class StatementKinds
{
    private const string Requests = "requests";

    public StatementKinds(FormatEdition edition)
    {
        IReadOnlyList<CellKey> received = [Total("new_received")];
        IReadOnlyList<CellKey> withCarried = [Total("new_received"), Total("carried_in")];
        Received = new("received", "新收申请", "requests received", [received, withCarried]);
        Accepted = new("accepted", "受理申请", "requests accepted", [received, withCarried, [Total("results_total")]]);
        Outcomes = new Dictionary<string, StatementKind>(StringComparer.Ordinal)
        {
            ["予以公开"] = Outcome(edition, "granted", "予以公开", "disclosed"),
            ["部分公开"] = Outcome(edition, "partial", "部分公开", "partly disclosed"),
            ["不予公开"] = Outcome(edition, "refused", "不予公开", "not disclosed"),
            ["无法提供"] = Outcome(edition, "unable", "无法提供", "cannot be provided"),
            ["不予处理"] = Outcome(edition, "not_processed", "不予处理", "not processed"),
            ["其他处理"] = Outcome(edition, "other", "其他处理", "other handling"),
        };
    }

    public StatementKind Received { get; }

    public StatementKind Accepted { get; }

    public IReadOnlyDictionary<string, StatementKind> Outcomes { get; }

    public StatementKind CarriedIn { get; } =
        new(
            "carried-in",
            "上年结转",
            "carried over from last year",
            [
                [Total("carried_in")],
            ]
        );

    public StatementKind CarriedOut { get; } =
        new(
            "carried-out",
            "结转下年度",
            "carried over to next year",
            [
                [Total("carried_out")],
            ]
        );

    public StatementKind Reviews { get; } =
        new(
            "review",
            "行政复议",
            "administrative reconsideration",
            [
                [Case("review_total")],
            ]
        );

    public StatementKind Litigation { get; } =
        new(
            "litigation",
            "行政诉讼",
            "administrative litigation",
            [
                [Case("direct_total"), Case("after_total")],
            ]
        );

    // An outcome with sub-headings is the sum of them: its own row holds no figures.
    private static StatementKind Outcome(FormatEdition edition, string row, string zh, string en)
    {
        var rows = edition
            .Table(Requests)
            .Parts[0]
            .Rows.Where(r => r.HasFigures && (r.Key == row || string.Equals(r.Parent, row, StringComparison.Ordinal)))
            .Select(r => Total(r.Key));
        return new StatementKind(
            row,
            zh,
            en,
            [
                [.. rows],
            ]
        );
    }

    private static CellKey Total(string row) => new(Requests, row, "total");

    private static CellKey Case(string col) => new("review_litigation", "cases", col);
}
