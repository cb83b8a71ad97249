namespace Disclosure.Reports.Tests;

public sealed class IdentifiersTests
{
    [Theory]
    [InlineData("620700082", true)]
    [InlineData("A1B2C3D4Z", true)]
    [InlineData("62070008", false)]
    [InlineData("6207000823", false)]
    [InlineData("62070008a", false)]
    [InlineData("62070008２", false)]
    [InlineData("62070008-", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OrganCodeTryParse_Text_SaysWhetherItIsACode(string? text, bool expected)
    {
        Assert.Equal(expected, OrganCode.TryParse(text, out var code));
        Assert.Equal(expected ? text : "", code.ToString());
    }

    [Theory]
    [InlineData("620700082-2020", 2020)]
    [InlineData("620700082-0999", null)]
    [InlineData("620700082-20200", null)]
    [InlineData("620700082_2020", null)]
    [InlineData("620700082-+202", null)]
    [InlineData("620700082", null)]
    public void ReportIdTryParse_Text_ReadsOrganAndYear(string text, int? year)
    {
        Assert.Equal(year is not null, ReportId.TryParse(text, out var id));
        if (year is { } expected)
        {
            Assert.Equal(new ReportId(OrganCode.Parse("620700082"), expected), id);
            Assert.Equal(text, id.ToString());
        }
    }

    [Theory]
    [InlineData("620700082/2021-00002", true)]
    [InlineData("620700082/2021-99999", true)]
    [InlineData("620700082/2021-00000", false)]
    [InlineData("620700082/2021-0002", false)]
    [InlineData("620700082-2021-00002", false)]
    public void IndexNumberTryParse_Text_RoundTrips(string text, bool expected)
    {
        Assert.Equal(expected, IndexNumber.TryParse(text, out var number));
        if (expected)
        {
            Assert.Equal(text, number.ToString());
            Assert.Equal(2021, number.Year);
        }
    }

    [Fact]
    public void ContentDigestOf_EmptyBytes_IsTheKnownSha256()
    {
        var digest = ContentDigest.Of([]);

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", digest.ToString());
        Assert.True(ContentDigest.TryParse(digest.Value, out var again));
        Assert.Equal(digest, again);
    }

    [Fact]
    public void ContentDigestTryParse_UpperCase_IsRefused() => Assert.False(ContentDigest.TryParse(new string('A', 64), out _));

    [Fact]
    public void Json_DomainValues_AreTheirStrings()
    {
        var before = new Carrier(ReportId.Parse("620700082-2020"), ContentDigest.Of([1]), IndexNumber.Parse("620700082/2021-00002"));

        var json = System.Text.Json.JsonSerializer.Serialize(before);

        Assert.Contains("\"620700082-2020\"", json, StringComparison.Ordinal);
        Assert.Equal(before, System.Text.Json.JsonSerializer.Deserialize<Carrier>(json));
    }

    [Fact]
    public void Json_NotAnId_IsRefused() =>
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<ReportId>("\"nonsense\""));

    private sealed record Carrier(ReportId Id, ContentDigest Digest, IndexNumber Number);
}
