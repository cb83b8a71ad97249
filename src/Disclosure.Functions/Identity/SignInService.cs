using Disclosure.Functions.Reminders;
using Disclosure.Functions.Reminders.Mail;
using Disclosure.Functions.Settings;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Identity;

/// <summary>What became of a sign-in link.</summary>
internal abstract record SignInResult
{
    private SignInResult() { }

    public sealed record SignedIn(Person Person, string Token, DateTimeOffset ExpiresAt) : SignInResult;

    /// <summary>Never was, was used, or is too old: the same for all three.</summary>
    public sealed record Dead : SignInResult;
}

/// <summary>Sign-in by a mailed link: no passwords, nothing to steal from the store.</summary>
internal sealed class SignInService(
    OrganRepository organs,
    LinkRepository links,
    OutboxRepository outbox,
    SecretDerivation secrets,
    SessionTokens sessions,
    IIdGenerator ids,
    TimeProvider time,
    IOptions<DisclosureOptions> options
)
{
    /// <summary>Mails a link if the address is on a staff list; says nothing either way.</summary>
    public async Task AskAsync(string email, CancellationToken cancellationToken)
    {
        if (await organs.FindByEmailAsync(email, cancellationToken) is not { Active: true } person)
        {
            return;
        }

        var nonce = ids.Next();
        var now = time.GetUtcNow();
        var expiresAt = now + options.Value.SignInLinkLifetime;
        var token = secrets.Token(new LinkSubject.SignIn(person.OrganCode.Value, person.Id, nonce));
        await links.InsertAsync(
            new StoredLink
            {
                Hash = TokenHash.Of(token),
                Kind = LinkKind.SignIn,
                OrganCode = person.OrganCode,
                PersonId = person.Id,
                CreatedAt = now,
                ExpiresAt = expiresAt,
            },
            cancellationToken
        );
        await outbox.AddAsync(MailFacts.SignIn(person, nonce, now, expiresAt), cancellationToken);
    }

    /// <summary>Uses a link up.</summary>
    public async Task<SignInResult> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        var hash = TokenHash.Of(token);
        if (
            await links.GetAsync(hash, cancellationToken) is not { Kind: LinkKind.SignIn }
            || await links.ClaimAsync(hash, time.GetUtcNow(), cancellationToken) is not LinkClaim.Claimed(var link)
            || await organs.GetPersonAsync(link.OrganCode, link.PersonId, cancellationToken) is not { Active: true } person
        )
        {
            return new SignInResult.Dead();
        }

        var (session, expiresAt) = sessions.Issue(person.OrganCode.Value, person.Id);
        return new SignInResult.SignedIn(person, session, expiresAt);
    }
}
