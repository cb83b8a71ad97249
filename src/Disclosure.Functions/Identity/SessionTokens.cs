using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Disclosure.Functions.Settings;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Identity;

/// <summary>Who is signed in, as the session says it; roles are read from the staff list at each request, so a change counts at once.</summary>
internal sealed record Session(string OrganCode, string PersonId, DateTimeOffset ExpiresAt);

/// <summary>Signed session tokens: payload and HMAC-SHA256, both base64url, joined by a dot. Nothing is stored.</summary>
internal sealed class SessionTokens(SecretDerivation secrets, IOptions<DisclosureOptions> options, TimeProvider time)
{
    private readonly byte[] _key = secrets.SessionKey();

    /// <summary>A token for a person who has just proved who they are.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(string organCode, string personId)
    {
        var expiresAt = time.GetUtcNow() + options.Value.SessionLifetime;
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Session(organCode, personId, expiresAt));
        return ($"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, payload))}", expiresAt);
    }

    /// <summary>The session of a token, or null if it is not ours, was changed or has ended.</summary>
    public Session? Read(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
        {
            return null;
        }

        var payload = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        var signature = Base64Url.DecodeFromChars(token.AsSpan(dot + 1));
        if (!CryptographicOperations.FixedTimeEquals(signature, HMACSHA256.HashData(_key, payload)))
        {
            return null;
        }

        var session = JsonSerializer.Deserialize<Session>(payload);
        return session is not null && time.GetUtcNow() < session.ExpiresAt ? session : null;
    }
}
