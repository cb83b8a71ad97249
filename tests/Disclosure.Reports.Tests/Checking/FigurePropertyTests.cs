using CsCheck;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class FigurePropertyTests
{
    [Fact]
    public void Check_FiguresThatSatisfyTheRelations_FindNothing() =>
        Consistent.Content.Sample(content => Relations(content) is [], iter: 300);

    [Fact]
    public void Check_AnySingleCellOfASumChanged_IsFoundAndAdvisedBack() =>
        Gen.Select(Consistent.Content, Gen.Int[0, 1000], Gen.Int[1, 9])
            .Sample(
                (content, pick, by) =>
                {
                    var changed = Changed(content, pick, by);
                    var findings = Relations(changed);
                    return findings is not [] && Mended(changed, findings) && findings.All(f => f.Advice is { Patch.Count: 1 });
                },
                iter: 300
            );

    [Fact]
    public void Check_TwoCellsOfSumsChanged_AreFoundAndAnyAdviceMendsAll() =>
        Gen.Select(Consistent.Content, Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[1, 9])
            .Sample(
                (content, first, second, by) =>
                {
                    var changed = Changed(Changed(content, first, by), second, by + 1);
                    var findings = Relations(changed);
                    return changed.Cells.Equals(content.Cells)
                        || (
                            findings is not []
                            && findings.All(f => f.Advice is null || f.Advice.Patch.Count <= 2)
                            && Mended(changed, findings)
                        );
                },
                iter: 200
            );

    [Fact]
    public void Check_AnyCellsBlank_ProposesFiguresThatLeaveNoneBlank() =>
        Gen.Select(Consistent.Content, Gen.Int[0, 197].Array[1, 30])
            .Sample(
                (content, blanks) =>
                {
                    var keys = blanks.Select(i => content.Edition.Cells[i].Key).Distinct().ToList();
                    var draft = content with { Cells = content.Cells.With(keys.Select(key => KeyValuePair.Create(key, (decimal?)null))) };
                    var findings = draft.CheckFor("figures-blank", Context(draft));
                    var patch = findings.SelectMany(f => f.Advice!.Patch).ToList();
                    return patch.Select(p => p.Key).ToHashSet().SetEquals(keys)
                        && RelationRuleTests.Applied(draft, patch).CheckFor("figures-blank", Context(draft)) is [];
                },
                iter: 200
            );

    private static IReadOnlyList<Finding> Relations(ReportContent content) => content.CheckFor("figures-relation", Context(content));

    private static CheckContext Context(ReportContent content) => Sample.Context(content.Edition.FirstReportYear == 2019 ? 2020 : 2021);

    private static ReportContent Changed(ReportContent content, int pick, int by)
    {
        var keys = content
            .Edition.Relations.Where(r => r is { Scope: RelationScope.Intra, Operator: RelationOperator.Equal })
            .SelectMany(r => r.Left.Concat(r.Right))
            .Select(term => term.Key)
            .Distinct()
            .ToList();
        var key = keys[pick % keys.Count];
        return content with { Cells = content.Cells.With(key, content.Cells[key] + by) };
    }

    // One advice serves all the relations that hang together; each is applied once.
    private static bool Mended(ReportContent content, IReadOnlyList<Finding> findings)
    {
        var patches = findings.Select(f => f.Advice).OfType<Advice>().SelectMany(advice => advice.Patch).Distinct().ToList();
        return findings.Any(f => f.Advice is null) || Relations(RelationRuleTests.Applied(content, patches)) is [];
    }
}
