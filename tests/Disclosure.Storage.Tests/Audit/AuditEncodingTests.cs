using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Storage.Tests.Audit;

/// <summary>The golden vectors were computed by verify_audit.py, never by the code under test. They must never change.</summary>
public sealed class AuditEncodingTests
{
    public const string FirstHash = "9f3da30cfb0750d9229adc7a92df8acb7a68abe488a1072c485c4a31f55db3e2";
    public const string SecondHash = "f0afa37485a8918f10171ad972386d1de5d2bc8ef5edc836293a2f1b9269c05f";

    [Fact]
    public void Encode_EntryWithoutOptionalFields_IsTheGoldenVector() =>
        Assert.Equal(
            "00000012646973636c6f737572652d61756469742f310000000e3632303730303038322d3230323000000001310000001c323032312d30312d32385430313a33"
                + "303a30302e313233303030305a000000057a68616e6700000006e5bca0e4bc9f0000000e7265706f72742e63726561746564ffffffffffffffffffffffff"
                + "0000000130",
            Convert.ToHexStringLower(AuditEncoding.Encode(First()))
        );

    [Fact]
    public void Encode_EntryWithEverything_IsTheGoldenVector() =>
        Assert.Equal(
            "00000012646973636c6f737572652d61756469742f310000000e3632303730303038322d3230323000000001320000001c323032312d30312d32385430313a33"
                + "313a30302e303030303030305a000000026c690000000c416dc3a96c696520f09f9880000000106465636973696f6e2e617070726f7665000000403233323162"
                + "62363961613432333661303238623430346534343062346132333332313138366531646433343532386162333564333462336266383233373137350000000477"
                + "616e67000000044c696e6b0000000134000000055374616765000000077365637265637900000007636f6d6d656e740000000de5908ce6848f0ae585ace5bc80"
                + "00000005656d7074790000000000000005726f756e640000000131",
            Convert.ToHexStringLower(AuditEncoding.Encode(Second()))
        );

    [Fact]
    public void Hash_GoldenEntries_AreTheGoldenHashes()
    {
        Assert.Equal(FirstHash, AuditEncoding.Hash(AuditEncoding.Genesis, First()));
        Assert.Equal(SecondHash, AuditEncoding.Hash(FirstHash, Second()));
    }

    [Fact]
    public void Encode_OtherTimeZone_SameBytes() =>
        Assert.Equal(AuditEncoding.Encode(First()), AuditEncoding.Encode(First() with { At = First().At.ToOffset(TimeSpan.FromHours(8)) }));

    [Fact]
    public void Encode_TextMovedFromOneFieldToTheNext_OtherBytes() =>
        Assert.NotEqual(
            AuditEncoding.Encode(First() with { ActorId = "ab", ActorName = "c" }),
            AuditEncoding.Encode(First() with { ActorId = "a", ActorName = "bc" })
        );

    [Fact]
    public void Encode_MissingAndEmpty_OtherBytes() =>
        Assert.NotEqual(AuditEncoding.Encode(First() with { OnBehalfOf = null }), AuditEncoding.Encode(First() with { OnBehalfOf = "" }));

    [Theory]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("😀", "😀")]
    public void Clean_Text_IsWellFormedAndComposed(string text, string expected) => Assert.Equal(expected, AuditEncoding.Clean(text));

    // Not in a theory: attributes are stored as UTF-8, where half a pair cannot be.
    [Fact]
    public void Clean_HalfASurrogatePair_IsReplaced() => Assert.Equal("a\ufffdb", AuditEncoding.Clean("a\ud800b"));

    internal static AuditEntry First() =>
        new()
        {
            ReportId = Some.Id,
            Seq = 1,
            At = new DateTimeOffset(2021, 1, 28, 1, 30, 0, 123, TimeSpan.Zero),
            ActorId = "zhang",
            ActorName = "张伟",
            Action = "report.created",
            PrevHash = AuditEncoding.Genesis,
            Hash = FirstHash,
        };

    internal static AuditEntry Second() =>
        new()
        {
            ReportId = Some.Id,
            Seq = 2,
            At = new DateTimeOffset(2021, 1, 28, 1, 31, 0, TimeSpan.Zero),
            ActorId = "li",
            ActorName = "Ame\u0301lie 😀",
            Action = "decision.approve",
            Digest = Some.Digest,
            OnBehalfOf = "wang",
            Via = DecisionVia.Link,
            Details = new Dictionary<string, string>
            {
                ["round"] = "1",
                ["Stage"] = "secrecy",
                ["comment"] = "同意\n公开",
                ["empty"] = "",
            },
            PrevHash = FirstHash,
            Hash = SecondHash,
        };
}
