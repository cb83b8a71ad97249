using System.Collections.Frozen;
using Disclosure.Reports.Checking.Rules;

namespace Disclosure.Reports.Checking;

/// <summary>The stable names under which the rules' findings go: what an organ may name to take a rule more seriously.</summary>
public static class RuleNames
{
    public static IReadOnlySet<string> All { get; } =
        new[]
        {
            EditionRule.Name,
            TitleRule.Name,
            SectionPresenceRule.Name,
            SectionHeadingsRule.Name,
            YearAgreementRule.Name,
            FeeStatementRule.Name,
            BlankCellsRule.Name,
            FigureRangeRule.Name,
            RelationRule.Name,
            PriorYearRule.Name,
            JumpRule.Name,
            TextFigureRule.Name,
            NamesRule.Name,
            OrganNameRule.Name,
            PersonalDataRule.Name,
            SecrecyRule.Name,
            CopiedTextRule.Name,
            MetadataRule.Name,
            MetadataValuesRule.Name,
            TimelinessRule.Statutory,
            TimelinessRule.Internal,
        }.ToFrozenSet(StringComparer.Ordinal);
}
