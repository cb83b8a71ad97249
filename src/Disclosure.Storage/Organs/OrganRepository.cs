using Disclosure.Reports;

namespace Disclosure.Storage.Organs;

/// <summary>Organs with their staff and review policies, one partition an organ; and the addresses that find a person at sign-in.</summary>
/// <param name="clients">Where.</param>
public sealed partial class OrganRepository(StorageClients clients)
{
    internal StorageClients Clients { get; } = clients;

    /// <summary>The organ; null if unknown.</summary>
    public Task<Organ?> GetAsync(OrganCode code, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>All organs by code, from a partition of their own.</summary>
    public Task<IReadOnlyList<OrganListing>> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Adds an organ (no ETag) or replaces the version that was read.</summary>
    public Task<OrganSave> SaveAsync(Organ organ, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>A person; null if unknown.</summary>
    public Task<Person?> GetPersonAsync(OrganCode organ, string personId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>An organ's staff by id, those who left included.</summary>
    public Task<IReadOnlyList<Person>> ListStaffAsync(OrganCode organ, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Who has an e-mail address, whatever the case of its letters; two point reads. Also people who left.</summary>
    public Task<Person?> FindByEmailAsync(string email, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Adds a person (no ETag) or replaces the version that was read.</summary>
    public Task<PersonSave> SavePersonAsync(Person person, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>One version of the organ's policy; null if there is none of that number.</summary>
    public Task<ReviewPolicy?> GetPolicyAsync(OrganCode organ, int version, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>The newest policy; null if the organ has none.</summary>
    public Task<ReviewPolicy?> GetNewestPolicyAsync(OrganCode organ, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");

    /// <summary>Adds a policy under the next version and points the organ to it, both or neither.</summary>
    /// <param name="organ">As read.</param>
    /// <param name="policy">Its version is given here.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task<PolicySave> SavePolicyAsync(Organ organ, ReviewPolicy policy, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Lands next.");
}
