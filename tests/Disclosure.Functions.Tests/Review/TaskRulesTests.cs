using Disclosure.Functions.Review;
using Disclosure.Reports;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Tests.Review;

public sealed class TaskRulesTests
{
    [Theory]
    [InlineData(QuorumKind.Any, 0, 3, 0, null)]
    [InlineData(QuorumKind.Any, 0, 3, 1, StageOutcome.Approved)]
    [InlineData(QuorumKind.All, 0, 3, 2, null)]
    [InlineData(QuorumKind.All, 0, 3, 3, StageOutcome.Approved)]
    [InlineData(QuorumKind.Count, 2, 3, 1, null)]
    [InlineData(QuorumKind.Count, 2, 3, 2, StageOutcome.Approved)]
    [InlineData(QuorumKind.Count, 5, 2, 2, StageOutcome.Approved)]
    public void OutcomeOf_Approvals_MeetTheQuorumOrNot(QuorumKind kind, int count, int asked, int approvals, StageOutcome? expected)
    {
        var decisions = Enumerable.Range(0, approvals).Select(index => Decision($"p{index}", DecisionKind.Approve));

        Assert.Equal(expected, TaskRules.OutcomeOf(Stage(kind, count), asked, decisions));
    }

    [Fact]
    public void OutcomeOf_OneReturnAmongApprovals_IsReturned() =>
        Assert.Equal(
            StageOutcome.Returned,
            TaskRules.OutcomeOf(Stage(QuorumKind.Count, 2), 3, [Decision("a", DecisionKind.Approve), Decision("b", DecisionKind.Return)])
        );

    [Fact]
    public void OutcomeOf_TheSamePersonTwice_CountsOnce() =>
        Assert.Null(
            TaskRules.OutcomeOf(Stage(QuorumKind.Count, 2), 3, [Decision("a", DecisionKind.Approve), Decision("a", DecisionKind.Approve)])
        );

    [Fact]
    public void OutcomeOf_NobodyAsked_StaysOpen() => Assert.Null(TaskRules.OutcomeOf(Stage(QuorumKind.Any, 0), 0, []));

    private static PolicyStage Stage(QuorumKind kind, int count) =>
        new()
        {
            Key = "secrecy",
            Kind = StageKind.Secrecy,
            Quorum = new Quorum(kind, count),
            LimitWorkingDays = 2,
        };

    private static StoredDecision Decision(string person, DecisionKind kind) =>
        new()
        {
            Round = 1,
            Stage = "secrecy",
            PersonId = person,
            Kind = kind,
            Digest = ContentDigest.Of([1]),
            At = DateTimeOffset.UnixEpoch,
            Via = DecisionVia.Link,
        };
}
