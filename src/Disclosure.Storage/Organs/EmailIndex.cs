using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Organs;

/// <summary>Whose address it is.</summary>
internal sealed record EmailClaim(OrganCode OrganCode, string PersonId);

/// <summary>A claim that another person holds.</summary>
/// <param name="Claim">Whose.</param>
/// <param name="IsFresh">Too young to be taken over: its person's row may be on its way.</param>
/// <param name="Version">Of the row.</param>
internal sealed record HeldClaim(EmailClaim Claim, bool IsFresh, ETag Version);

/// <summary>The people table: from the hash of an e-mail address to the person, so that sign-in is two point reads.</summary>
internal sealed class EmailIndex(StorageClients clients, TimeProvider time)
{
    // Longer than a save can take between claiming the address and writing the person.
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);
    private static readonly RowFormat<EmailClaim> s_format = new(1);
    private readonly TableClient _table = clients.Table(StorageNames.People);

    public static bool Same(string one, string other) => Normal(one) == Normal(other);

    public async Task<EmailClaim?> FindAsync(string email, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(email);
        return await _table.FindAsync(partition, key, cancellationToken) is { } row ? s_format.Read(row) : null;
    }

    /// <returns>Null if the address is the person's now, else who holds it.</returns>
    public async Task<HeldClaim?> ClaimAsync(Person person, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _table.TryWriteAsync(Row(person), null, cancellationToken) is not null)
            {
                return null;
            }

            var (partition, key) = KeysOf(person.Email);
            if (await _table.FindAsync(partition, key, cancellationToken) is { } row)
            {
                var claim = s_format.Read(row);
                var fresh = time.GetUtcNow() - (row.Timestamp ?? DateTimeOffset.MinValue) < s_fresh;
                return claim == ClaimOf(person) ? null : new HeldClaim(claim, fresh, row.ETag);
            }
        }
    }

    public async Task<bool> TakeOverAsync(HeldClaim held, Person person, CancellationToken cancellationToken) =>
        await _table.TryWriteAsync(Row(person), held.Version, cancellationToken) is not null;

    /// <summary>Gives an address up, if it is the person's.</summary>
    public async Task ReleaseAsync(string email, Person person, CancellationToken cancellationToken)
    {
        var (partition, key) = KeysOf(email);
        if (await _table.FindAsync(partition, key, cancellationToken) is { } row && s_format.Read(row) == ClaimOf(person))
        {
            await _table.TryDeleteAsync(row, cancellationToken);
        }
    }

    private static TableEntity Row(Person person)
    {
        var (partition, key) = KeysOf(person.Email);
        return s_format.Write(partition, key, ClaimOf(person));
    }

    private static EmailClaim ClaimOf(Person person) => new(person.OrganCode, person.Id);

    private static (string Partition, string Key) KeysOf(string email)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(email))));
        return (hash[..2], hash);
    }

    private static string Normal(string email) => email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
