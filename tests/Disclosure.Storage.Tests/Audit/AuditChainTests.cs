using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Storage.Tests.Audit;

public sealed class AuditChainTests
{
    private static readonly AuditAnchor s_start = new(0, null);

    [Fact]
    public void Extend_Drafts_NumbersDatesAndChainsThem()
    {
        var first = AuditChain.Extend(Some.Id, s_start, [Some.Draft("a"), Some.Draft("b")], Some.At);
        var then = AuditChain.Extend(Some.Id, new AuditAnchor(2, first[1].Hash), [Some.Draft("c")], Some.At);

        Assert.Equal([1, 2, 3], first.Concat(then).Select(entry => entry.Seq));
        Assert.Equal([AuditEncoding.Genesis, first[0].Hash, first[1].Hash], first.Concat(then).Select(entry => entry.PrevHash));
        Assert.All(first, entry => Assert.Equal(TimeSpan.Zero, entry.At.Offset));
    }

    [Fact]
    public void Extend_TextOutOfForm_IsStoredAsItIsHashed()
    {
        var entry = Assert.Single(
            AuditChain.Extend(
                Some.Id,
                s_start,
                [
                    Some.Draft() with
                    {
                        ActorName = "e\u0301",
                        Details = new Dictionary<string, string> { ["comment"] = "\udc00" },
                    },
                ],
                Some.At
            )
        );

        Assert.Equal(("\u00e9", "\ufffd"), (entry.ActorName, entry.Details["comment"]));
        Assert.Equal(entry.Hash, AuditEncoding.Hash(AuditEncoding.Genesis, entry));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a\n")]
    public void Extend_DetailKeyOutsideOfAscii_Refused(string key) =>
        Assert.Throws<ArgumentException>(() =>
            AuditChain.Extend(Some.Id, s_start, [Some.Draft() with { Details = new Dictionary<string, string> { [key] = "x" } }], Some.At)
        );

    [Fact]
    public void Verify_Untouched_Intact()
    {
        var (entries, head) = Chain(5);

        Assert.Equal(new AuditVerdict.Intact(5, head.Head), Verify(entries, head));
    }

    [Fact]
    public void Verify_NothingRecorded_Intact() => Assert.Equal(new AuditVerdict.Intact(0, null), Verify([], s_start));

    public static TheoryData<string> Fields =>
        ["at", "actorId", "actorName", "action", "digest", "onBehalfOf", "via", "detail", "newDetail", "prevHash", "hash", "report"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Verify_OneFieldChanged_TamperedThere(string field)
    {
        var (entries, head) = Chain(5);
        var entry = entries[2];
        entries[2] = field switch
        {
            "at" => entry with { At = entry.At.AddTicks(1) },
            "actorId" => entry with { ActorId = "wang" },
            "actorName" => entry with { ActorName = "张炜" },
            "action" => entry with { Action = entry.Action + "x" },
            "digest" => entry with { Digest = Some.Digest },
            "onBehalfOf" => entry with { OnBehalfOf = "" },
            "via" => entry with { Via = DecisionVia.Session },
            "detail" => entry with { Details = new Dictionary<string, string> { ["round"] = "2" } },
            "newDetail" => entry with { Details = new Dictionary<string, string>(entry.Details) { ["more"] = "" } },
            "prevHash" => entry with { PrevHash = AuditEncoding.Genesis },
            "hash" => entry with { Hash = head.Head! },
            _ => entry with { ReportId = new ReportId(Some.Organ, 2019) },
        };

        Assert.Equal(new AuditVerdict.Tampered(3), Verify(entries, head));
    }

    [Fact]
    public void Verify_ChangedAndHashedAnew_TamperedAtTheNext()
    {
        var (entries, head) = Chain(5);
        var forged = entries[2] with { ActorName = "王芳" };
        entries[2] = forged with { Hash = AuditEncoding.Hash(forged.PrevHash, forged) };

        Assert.Equal(new AuditVerdict.Tampered(4), Verify(entries, head));
    }

    [Fact]
    public void Verify_WholeTailForged_TamperedAtTheHead()
    {
        var (entries, head) = Chain(5);
        var forged = AuditChain.Extend(Some.Id, new AuditAnchor(3, entries[2].Hash), [Some.Draft("x"), Some.Draft("y")], Some.At);

        Assert.Equal(new AuditVerdict.Tampered(5), Verify([.. entries[..3], .. forged], head));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void Verify_EntryMissing_Gap(int removed, int gap)
    {
        var (entries, head) = Chain(5);
        entries.RemoveAt(removed);

        Assert.Equal(new AuditVerdict.Gap(gap), Verify(entries, head));
    }

    [Fact]
    public void Verify_TwoSwapped_IsNotIntact()
    {
        var (entries, head) = Chain(5);
        (entries[1], entries[2]) = (entries[2] with { Seq = 2 }, entries[1] with { Seq = 3 });

        Assert.Equal(new AuditVerdict.Tampered(2), Verify(entries, head));
    }

    [Fact]
    public void Verify_NewestMissing_Truncated()
    {
        var (entries, head) = Chain(5);

        Assert.Equal(new AuditVerdict.Truncated(3, 5), Verify(entries[..3], head));
        Assert.Equal(new AuditVerdict.Truncated(0, 5), Verify([], head));
    }

    [Fact]
    public void Verify_OneTooMany_TamperedThere()
    {
        var (entries, _) = Chain(5);

        Assert.Equal(new AuditVerdict.Tampered(4), Verify(entries, new AuditAnchor(3, entries[2].Hash)));
    }

    [Fact]
    public void Verify_SameNumberTwice_TamperedThere()
    {
        var (entries, head) = Chain(5);
        entries.Insert(2, entries[1]);

        Assert.Equal(new AuditVerdict.Tampered(2), Verify(entries, head));
    }

    [Fact]
    public void Verify_AnchorsOfThisChain_Intact()
    {
        var (entries, head) = Chain(5);

        Assert.True(Verify(entries, head, s_start, new AuditAnchor(2, entries[1].Hash), head).IsIntact);
    }

    [Fact]
    public void Verify_CutAndWrittenAnew_RolledBackByTheAnchor()
    {
        var (entries, head) = Chain(5);
        var anew = AuditChain.Extend(Some.Id, new AuditAnchor(2, entries[1].Hash), [Some.Draft("x"), Some.Draft("y")], Some.At);
        List<AuditEntry> forged = [.. entries[..2], .. anew];
        var forgedHead = new AuditAnchor(4, anew[^1].Hash);

        Assert.True(Verify(forged, forgedHead).IsIntact);
        Assert.Equal(new AuditVerdict.RolledBack(3), Verify(forged, forgedHead, new AuditAnchor(3, entries[2].Hash)));
        Assert.Equal(new AuditVerdict.RolledBack(5), Verify(forged, forgedHead, head));
    }

    private static AuditVerdict Verify(IReadOnlyList<AuditEntry> entries, AuditAnchor head, params AuditAnchor[] anchors) =>
        AuditChain.Verify(Some.Id, entries, head, anchors);

    private static (List<AuditEntry> Entries, AuditAnchor Head) Chain(int count)
    {
        var drafts = Enumerable
            .Range(1, count)
            .Select(n => Some.Draft($"step.{n}") with { Details = new Dictionary<string, string> { ["round"] = "1" } });
        var entries = AuditChain.Extend(Some.Id, s_start, [.. drafts], Some.At);
        return ([.. entries], new AuditAnchor(count, entries[^1].Hash));
    }
}
