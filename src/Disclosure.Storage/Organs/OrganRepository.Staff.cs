using Azure.Data.Tables;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Organs;

public sealed partial class OrganRepository
{
    private const string PersonKind = "person";
    private static readonly RowFormat<Person> s_person = new(1);

    /// <summary>A person; null if unknown.</summary>
    public async Task<Person?> GetPersonAsync(OrganCode organ, string personId, CancellationToken cancellationToken = default) =>
        await _table.FindAsync(organ.Value, PersonKey(personId), cancellationToken) is { } row ? ReadPerson(row) : null;

    /// <summary>An organ's staff by id, those who left included.</summary>
    public async Task<IReadOnlyList<Person>> ListStaffAsync(OrganCode organ, CancellationToken cancellationToken = default)
    {
        var staff = new List<Person>();
        await foreach (var row in _table.Range(organ.Value, PersonKind + Keys.Separator, PersonKind + Keys.Behind, null, cancellationToken))
        {
            staff.Add(ReadPerson(row));
        }

        return staff;
    }

    /// <summary>Who has an e-mail address, whatever the case of its letters; two point reads. Also people who left.</summary>
    public async Task<Person?> FindByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        // A claim may be left over from a save that never ended, so the person's own row has the last word.
        return
            await _emails.FindAsync(email, cancellationToken) is { } claim
            && await GetPersonAsync(claim.OrganCode, claim.PersonId, cancellationToken) is { } person
            && EmailIndex.Same(person.Email, email)
            ? person
            : null;
    }

    /// <summary>Adds a person (no ETag) or replaces the version that was read. Saving the same again is saved, not a conflict.</summary>
    public async Task<PersonSave> SavePersonAsync(Person person, CancellationToken cancellationToken = default)
    {
        var row = s_person.Checked(person.OrganCode.Value, PersonKey(person.Id), person);
        var before = await GetPersonAsync(person.OrganCode, person.Id, cancellationToken);

        // Two tables, no common transaction. First the address is claimed, then the person written, then the old address released: a
        // crash between leaves at worst an address claimed that its person does not have, and such a claim holds for a minute only.
        if (await ClaimEmailAsync(person, cancellationToken) is { } taken)
        {
            return taken;
        }

        if (await _table.TrySaveAsync(row, ETags.OrNone(person.ETag), cancellationToken) is not { } etag)
        {
            return new PersonSave.Conflict();
        }

        if (before is not null && !EmailIndex.Same(before.Email, person.Email))
        {
            await _emails.ReleaseAsync(before.Email, person, cancellationToken);
        }

        return new PersonSave.Saved(person with { ETag = etag.ToString() });
    }

    private async Task<PersonSave.EmailTaken?> ClaimEmailAsync(Person person, CancellationToken cancellationToken)
    {
        while (await _emails.ClaimAsync(person, cancellationToken) is { } other)
        {
            var holder = await GetPersonAsync(other.Claim.OrganCode, other.Claim.PersonId, cancellationToken);
            if (other.IsFresh || (holder is not null && EmailIndex.Same(holder.Email, person.Email)))
            {
                return new PersonSave.EmailTaken(other.Claim.OrganCode, other.Claim.PersonId);
            }

            if (await _emails.TakeOverAsync(other, person, cancellationToken))
            {
                return null;
            }
        }

        return null;
    }

    private static Person ReadPerson(TableEntity row) => s_person.Read(row) with { ETag = row.ETag.ToString() };

    private static string PersonKey(string personId) => Keys.Join(PersonKind, Keys.Part(personId));
}
