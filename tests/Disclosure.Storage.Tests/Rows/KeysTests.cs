using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Tests.Rows;

/// <summary>Keys are stored: what these say may never change.</summary>
public sealed class KeysTests
{
    [Theory]
    [InlineData("zhang.wei_2-b", "zhang.wei_2-b")]
    [InlineData("a|b", "a~7cb")]
    [InlineData("~", "~7e")]
    [InlineData("/\\#?\n ", "~2f~5c~23~3f~0a~20")]
    [InlineData("保密", "~e4~bf~9d~e5~af~86")]
    public void Part_Text_IsPlain(string text, string part) => Assert.Equal(part, Keys.Part(text));

    [Fact]
    public void Part_Empty_Refused() => Assert.Throws<ArgumentException>(() => Keys.Part(""));

    [Fact]
    public void Part_AnyTwoTexts_StayDifferent()
    {
        string[] texts = ["a", "A", "~61", "a|", "|a", "~", "~~", "~7e", "a~7c", "甲", "~e7~94~b2", "/", "~2f", "a b", "a-b"];

        Assert.Equal(texts.Length, texts.Select(Keys.Part).Distinct().Count());
    }

    [Fact]
    public void Bucket_Name_IsGolden()
    {
        Assert.Equal("03", Keys.Bucket("620700082-2020", 16));
        Assert.Equal(["00", "01", "02"], Keys.Buckets(3));
    }

    [Fact]
    public void Bucket_ManyNames_AllInRangeAndSpread()
    {
        var buckets = Enumerable.Range(0, 1_000).Select(n => Keys.Bucket($"name{n}", 16)).GroupBy(bucket => bucket).ToList();

        Assert.Equal(Keys.Buckets(16), buckets.Select(bucket => bucket.Key).Order());
        Assert.All(buckets, bucket => Assert.InRange(bucket.Count(), 30, 100));
    }

    [Fact]
    public void DossierKeys_AllKinds_AreGolden()
    {
        Assert.Equal("!2020", DossierKeys.Report(Some.Id));
        Assert.Equal("2020|task|0001|secrecy|li", DossierKeys.Task(Some.Id, 1, "secrecy", "li"));
        Assert.Equal("2020|task|0001|~e4~bf~9d|li~7cmin", DossierKeys.Task(Some.Id, 1, "保", "li|min"));
        Assert.Equal("2020|decision|0012|sign-off|li~7cmin", DossierKeys.Decision(Some.Id, 12, "sign-off", "li|min"));
        Assert.Equal("2020|revision|000003", DossierKeys.Revision(Some.Id, 3));
        Assert.Equal("2020|audit|00000042", DossierKeys.Audit(Some.Id, 42));
        Assert.Equal("$serial|2021", DossierKeys.Serial(2021));
    }

    [Fact]
    public void DossierKeys_RangeOfAKind_HoldsItsKeysAndNoOthers()
    {
        var (from, before) = DossierKeys.All(Some.Id, DossierKeys.TaskKind);
        bool Holds(string key) => string.CompareOrdinal(from, key) <= 0 && string.CompareOrdinal(key, before) < 0;

        Assert.True(Holds(DossierKeys.Task(Some.Id, 1, "a", "a")) && Holds(DossierKeys.Task(Some.Id, 9_999, "zz", "~zz")));
        Assert.False(
            Holds(DossierKeys.Decision(Some.Id, 1, "a", "a")) || Holds(DossierKeys.Report(Some.Id)) || Holds(DossierKeys.Serial(2020))
        );
    }

    [Fact]
    public void PublicationKeys_Number_IsGoldenAndNewestSortsFirst()
    {
        var number = Some.Publication(2).IndexNumber;

        Assert.Equal("n|620700082|7978|99997", PublicationKeys.Publication(number));
        Assert.Equal("c|000000000007", PublicationKeys.Change(7));
        Assert.True(
            string.CompareOrdinal(PublicationKeys.Publication(Some.Publication(3).IndexNumber), PublicationKeys.Publication(number)) < 0
        );
    }
}
