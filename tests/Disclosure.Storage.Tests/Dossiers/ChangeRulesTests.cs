using Disclosure.Reports;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Storage.Tests.Dossiers;

public sealed class ChangeRulesTests
{
    private static readonly IndexNumber s_number = new(Some.Organ, 2021, 2);
    private static readonly StoredReport s_read = Some.Report() with { ETag = "W/\"1\"", Round = 2, Revision = 3 };
    private static readonly StoredReport s_numbered = s_read with { Publication = new ReportPublication { IndexNumber = s_number } };

    [Fact]
    public void Check_SoundChange_Passes()
    {
        ChangeRules.Check(new ReportChange { Based = s_read, Next = s_read with { Round = 3 } });
        ChangeRules.Check(new ReportChange { Based = s_numbered, Next = s_numbered with { Status = ReportStatus.Published } });
        ChangeRules.Check(
            new ReportChange
            {
                Based = s_read,
                Next = s_read,
                ClaimSerial = 2021,
            }
        );
    }

    [Fact]
    public void Check_NeverRead_Refused() => Refused(new ReportChange { Based = Some.Report(), Next = Some.Report() }, "not read");

    [Fact]
    public void Check_AnotherReport_Refused() =>
        Refused(new ReportChange { Based = s_read, Next = s_read with { Id = new ReportId(Some.Organ, 2021) } }, "turns report");

    [Fact]
    public void Check_RoundOrRevisionFalls_Refused()
    {
        Refused(new ReportChange { Based = s_read, Next = s_read with { Round = 1 } }, "never fall");
        Refused(new ReportChange { Based = s_read, Next = s_read with { Revision = 2 } }, "never fall");
    }

    [Fact]
    public void Check_RevisionOtherThanTheRows_Refused()
    {
        Refused(
            new ReportChange
            {
                Based = s_read,
                Next = s_read,
                Revision = Some.Revision(4),
            },
            "revision 4"
        );
        Refused(
            new ReportChange
            {
                Based = s_read,
                Next = s_read,
                Revision = Some.Revision(3),
            },
            "revision 3"
        );
    }

    [Fact]
    public void Check_SecondClaim_Refused() =>
        Refused(
            new ReportChange
            {
                Based = s_numbered,
                Next = s_numbered,
                ClaimSerial = 2021,
            },
            "gaps"
        );

    [Fact]
    public void Check_NumberBroughtChangedOrDropped_Refused()
    {
        Refused(new ReportChange { Next = s_numbered }, "brought along");
        Refused(new ReportChange { Based = s_read, Next = s_numbered }, "brought along");
        Refused(new ReportChange { Based = s_numbered, Next = s_read }, "never changes");
    }

    private static void Refused(ReportChange change, string because) =>
        Assert.Contains(because, Assert.Throws<ArgumentException>(() => ChangeRules.Check(change)).Message, StringComparison.Ordinal);
}
