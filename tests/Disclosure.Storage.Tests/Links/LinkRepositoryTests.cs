using Azure.Core;
using Azure.Data.Tables;
using Disclosure.Storage.Links;
using Testing;

namespace Disclosure.Storage.Tests.Links;

public sealed class LinkRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private static readonly TokenHash s_hash = TokenHash.Of("token");

    private LinkRepository Links => new(Clients);

    [Fact]
    public async Task Insert_Link_IsReadBack()
    {
        var link = Some.Link(kind: LinkKind.Review) with
        {
            ReportId = Some.Id,
            Round = 2,
            Stage = "secrecy",
            Issue = 3,
            CodeHash = TokenHash.OfCode("token", "123456"),
        };

        Assert.True(await Links.InsertAsync(link, Cancel));

        var read = (await Links.GetAsync(s_hash, Cancel))!;
        Assert.Equal(link, read with { ETag = null });
        Assert.True(read.CodeHash!.Value.Matches(TokenHash.OfCode("token", "123456")));
        Assert.False(read.CodeHash.Value.Matches(TokenHash.OfCode("token", "123457")));
    }

    [Fact]
    public async Task Insert_SameTokenTwice_KeepsTheFirst()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        Assert.False(await Links.InsertAsync(Some.Link() with { PersonId = "mallory" }, Cancel));
        Assert.Equal("li", (await Links.GetAsync(s_hash, Cancel))!.PersonId);
    }

    [Fact]
    public async Task Rows_OfALink_HoldNoToken()
    {
        const string Token = "hT6-a-token-that-stands-in-the-mail";
        await Links.InsertAsync(Some.Link(Token) with { CodeHash = TokenHash.OfCode(Token, "428571") }, Cancel);

        await foreach (var row in Clients.Table(StorageNames.Links).QueryAsync<TableEntity>(cancellationToken: Cancel))
        {
            var all = string.Join('\n', row.Select(property => $"{property.Key}={property.Value}"));
            Assert.DoesNotContain(Token, all, StringComparison.Ordinal);
            Assert.DoesNotContain("428571", all, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Claim_Live_IsUsedUp()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        var claimed = Assert.IsType<LinkClaim.Claimed>(await Links.ClaimAsync(s_hash, Some.At, Cancel));
        Assert.Equal(Some.At, claimed.Link.UsedAt);
        Assert.Equal(LinkState.Used, Assert.IsType<LinkClaim.Dead>(await Links.ClaimAsync(s_hash, Some.At, Cancel)).State);
    }

    [Fact]
    public async Task Claim_FiftyAtOnce_OneGetsIt()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Links.ClaimAsync(s_hash, Some.At, Cancel)));

        Assert.Single(claims.OfType<LinkClaim.Claimed>());
        Assert.Equal(49, claims.OfType<LinkClaim.Dead>().Count(dead => dead.State == LinkState.Used));
    }

    [Fact]
    public async Task Claim_AnswerLostAndSentAgain_IsStillClaimed()
    {
        await Links.InsertAsync(Some.Link(), Cancel);
        var policy = new LostAnswerPolicy("PUT");
        var broken = new LinkRepository(MakeClients(new HttpPipelinePolicyAt(policy, HttpPipelinePosition.PerRetry)));

        Assert.IsType<LinkClaim.Claimed>(await broken.ClaimAsync(s_hash, Some.At, Cancel));
        Assert.True(policy.Lost);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Claim_AroundItsExpiry_LivesUntilJustBefore(int seconds, bool lives)
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        var claim = await Links.ClaimAsync(s_hash, Some.Link().ExpiresAt.AddSeconds(seconds), Cancel);

        Assert.Equal(lives, claim is LinkClaim.Claimed);
        Assert.True(lives || claim is LinkClaim.Dead { State: LinkState.Expired });
    }

    [Fact]
    public async Task Claim_NeverIssued_Unknown() =>
        Assert.IsType<LinkClaim.Unknown>(await Links.ClaimAsync(TokenHash.Of("guess"), Some.At, Cancel));

    [Fact]
    public async Task RecordFailure_FiveTimes_KillsTheLink()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        for (var left = 4; left >= 1; left--)
        {
            Assert.Equal(left, Assert.IsType<FailedAttempt.Counted>(await Links.RecordFailureAsync(s_hash, Cancel)).Left);
        }

        Assert.IsType<FailedAttempt.Killed>(await Links.RecordFailureAsync(s_hash, Cancel));
        Assert.IsType<FailedAttempt.Killed>(await Links.RecordFailureAsync(s_hash, Cancel));
        var dead = Assert.IsType<LinkClaim.Dead>(await Links.ClaimAsync(s_hash, Some.At, Cancel));
        Assert.Equal(
            (LinkState.Killed, LinkRepository.TooManyAttempts, 5),
            (dead.State, dead.Link.KilledBecause, dead.Link.FailedAttempts)
        );
    }

    [Fact]
    public async Task RecordFailure_ThirtyAtOnce_FourCountedTheRestKilled()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Links.RecordFailureAsync(s_hash, Cancel)));

        Assert.Equal([1, 2, 3, 4], attempts.OfType<FailedAttempt.Counted>().Select(counted => counted.Left).Order());
        Assert.Equal(26, attempts.OfType<FailedAttempt.Killed>().Count());
    }

    [Fact]
    public async Task RecordFailure_Unknown_SaysSo() =>
        Assert.IsType<FailedAttempt.Unknown>(await Links.RecordFailureAsync(s_hash, Cancel));

    [Fact]
    public async Task Kill_Live_IsDeadForThatReasonAndAnotherDoesNotReplaceIt()
    {
        await Links.InsertAsync(Some.Link(), Cancel);

        await Links.KillAsync(s_hash, "recalled", Cancel);
        await Links.KillAsync(s_hash, "returned", Cancel);

        var link = (await Links.GetAsync(s_hash, Cancel))!;
        Assert.Equal(("recalled", LinkState.Killed), (link.KilledBecause, link.StateAt(Some.At)));
    }

    [Fact]
    public async Task Kill_Unknown_DoesNothing()
    {
        await Links.KillAsync(s_hash, "recalled", Cancel);

        Assert.Null(await Links.GetAsync(s_hash, Cancel));
    }

    [Fact]
    public async Task Purge_SomeExpired_DeletesOnlyThose()
    {
        for (var n = 0; n < 20; n++)
        {
            await Links.InsertAsync(Some.Link($"t{n}") with { ExpiresAt = Some.At.AddDays(n) }, Cancel);
        }

        Assert.Equal(10, await Links.PurgeAsync(Some.At.AddDays(10), Cancel));
        Assert.Null(await Links.GetAsync(TokenHash.Of("t9"), Cancel));
        Assert.NotNull(await Links.GetAsync(TokenHash.Of("t10"), Cancel));
    }

    [Fact]
    public void TokenHash_Text_IsGolden()
    {
        Assert.Equal("3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0", TokenHash.Of("token").ToString());
        Assert.NotEqual(TokenHash.OfCode("a", "1"), TokenHash.OfCode("b", "1"));
        Assert.False(TokenHash.TryParse("3C469E9D", out _));
        Assert.Throws<InvalidOperationException>(() => default(TokenHash).ToString());
    }
}
