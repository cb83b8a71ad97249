using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Disclosure.Functions.Settings;
using Microsoft.Extensions.Options;

namespace Disclosure.Functions.Identity;

/// <summary>
/// Derives every link token and code from one key that is never stored beside the data: a repeated activity derives the same token,
/// and a dump of the store (which holds only hashes) contains none that works. See docs/decisions/0004-links.md.
/// </summary>
internal sealed class SecretDerivation(IOptions<DisclosureOptions> options)
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.LinkKey);

    /// <summary>The 256-bit token of a link, as 43 URL-safe characters.</summary>
    public string Token(LinkSubject subject) => Base64Url.EncodeToString(Mac("token", subject.ToString()));

    /// <summary>The six digits that the same mail carries in its text.</summary>
    public string Code(LinkSubject subject)
    {
        var number = BitConverter.ToUInt64(Mac("code", subject.ToString()).AsSpan(0, 8)) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A form's proof that it came from a page made for the holder of <paramref name="secret"/>.</summary>
    public string FormTicket(string secret) => Base64Url.EncodeToString(Mac("form", secret));

    /// <summary>The bytes that sessions are signed with.</summary>
    public byte[] SessionKey() => Mac("session", "v1");

    /// <summary>What is stored of a token: its SHA-256 in lower-case hex.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares two secrets without telling by time where they differ.</summary>
    public static bool Same(string? one, string? other) =>
        one is not null
        && other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    // The purpose and the subject are separated by a byte that neither can contain.
    private byte[] Mac(string purpose, string subject) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}\0{subject}"));
}

/// <summary>What a link is for. Two links never share a subject: the issue number counts renewals.</summary>
internal abstract record LinkSubject
{
    /// <summary>One person's task in one stage of one round.</summary>
    public sealed record Review(string ReportId, int Round, string Stage, string PersonId, int Issue) : LinkSubject
    {
        public override string ToString() => $"review|{ReportId}|{Round}|{Stage}|{PersonId}|{Issue}";
    }

    /// <summary>One sign-in, told apart by a random nonce.</summary>
    public sealed record SignIn(string OrganCode, string PersonId, string Nonce) : LinkSubject
    {
        public override string ToString() => $"signin|{OrganCode}|{PersonId}|{Nonce}";
    }
}
