using Disclosure.Functions.Identity;
using Disclosure.Functions.Settings;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Disclosure.Functions.Tests.Identity;

public sealed class SecretsTests
{
    private static readonly LinkSubject.Review s_subject = new("620700082-2021", 1, "secrecy", "secrecy1", 1);

    [Fact]
    public void Token_SameSubject_IsTheSameEveryTime() => Assert.Equal(Secrets().Token(s_subject), Secrets().Token(s_subject));

    [Fact]
    public void Token_AnythingElse_IsAnother()
    {
        var secrets = Secrets();
        string[] tokens =
        [
            secrets.Token(s_subject),
            secrets.Token(s_subject with { Round = 2 }),
            secrets.Token(s_subject with { Stage = "signoff" }),
            secrets.Token(s_subject with { PersonId = "secrecy2" }),
            secrets.Token(s_subject with { Issue = 2 }),
            secrets.Token(s_subject with { ReportId = "620700082-2022" }),
            secrets.Token(new LinkSubject.SignIn("620700082", "secrecy1", "n")),
            Secrets(7).Token(s_subject),
        ];

        Assert.Equal(tokens.Length, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Equal(43, token.Length));
    }

    [Fact]
    public void Code_OfAnySubject_IsSixDigitsAndTellsNothingOfTheToken()
    {
        var secrets = Secrets();

        var codes = Enumerable.Range(1, 200).Select(issue => secrets.Code(s_subject with { Issue = issue })).ToList();

        Assert.All(codes, code => Assert.Matches("^[0-9]{6}$", code));
        Assert.True(codes.Distinct().Count() > 190);
    }

    [Fact]
    public void Session_WithinItsTime_IsReadAndAfterItIsNot()
    {
        var time = new FakeTimeProvider();
        var sessions = new SessionTokens(Secrets(), Options(), time);
        var (token, expiresAt) = sessions.Issue("620700082", "drafter");

        time.Advance(TimeSpan.FromHours(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(new Session("620700082", "drafter", expiresAt), sessions.Read(token));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(sessions.Read(token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("####.####")]
    [InlineData("e30")]
    public void Session_NotOurs_IsNobody(string token) =>
        Assert.Null(new SessionTokens(Secrets(), Options(), new FakeTimeProvider()).Read(token));

    [Fact]
    public void Session_Changed_IsNobody()
    {
        var sessions = new SessionTokens(Secrets(), Options(), new FakeTimeProvider());
        var (token, _) = sessions.Issue("620700082", "drafter");
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        var other = new SessionTokens(Secrets(9), Options(), new FakeTimeProvider()).Issue("620700082", "admin").Token;

        Assert.Null(sessions.Read(other[..other.IndexOf('.', StringComparison.Ordinal)] + token[dot..]));
    }

    private static SecretDerivation Secrets(byte first = 1) => new(Options(first));

    private static IOptions<DisclosureOptions> Options(byte first = 1)
    {
        var key = new byte[32];
        key[0] = first;
        return Microsoft.Extensions.Options.Options.Create(new DisclosureOptions { LinkKey = Convert.ToBase64String(key) });
    }
}
