using Disclosure.Reports.Checking.Rules;
using Disclosure.Reports.Content;

namespace Disclosure.Reports.Checking;

/// <summary>Runs every rule. Pure: the same content and context give the same findings in the same order.</summary>
public static class ReportChecker
{
    // In the order in which a drafter should look at what they find.
    private static readonly ICheckRule[] Rules =
    [
        new EditionRule(),
        new TitleRule(),
        new SectionPresenceRule(),
        new SectionHeadingsRule(),
        new YearAgreementRule(),
        new FeeStatementRule(),
        new BlankCellsRule(),
        new FigureRangeRule(),
        new RelationRule(),
        new PriorYearRule(),
        new JumpRule(),
        new TextFigureRule(),
        new NamesRule(),
        new OrganNameRule(),
        new PersonalDataRule(),
        new SecrecyRule(),
        new CopiedTextRule(),
        new MetadataRule(),
        new MetadataValuesRule(),
        new TimelinessRule(),
    ];

    /// <summary>Findings, gravest first, then in the order of the rules and of the report.</summary>
    public static IReadOnlyList<Finding> Check(ReportContent content, CheckContext context)
    {
        var input = new CheckInput(content, context);
        return
        [
            .. Rules
                .SelectMany(rule => rule.Check(input))
                .Select(finding => Raise(finding, context))
                .OrderByDescending(finding => finding.Severity),
        ];
    }

    // An organ may be stricter than the law, never laxer.
    private static Finding Raise(Finding finding, CheckContext context) =>
        context.RaisedSeverities.TryGetValue(finding.Rule, out var raised) && raised > finding.Severity
            ? finding with
            {
                Severity = raised,
            }
            : finding;
}
