using Disclosure.Storage.Organs;

namespace Disclosure.Functions.Identity;

/// <summary>A signed-in member of an organ's staff.</summary>
internal sealed record Caller(Person Person)
{
    public OrganCode OrganCode => Person.OrganCode;

    public string PersonId => Person.Id;

    public bool Has(StaffRole role) => Person.Has(role);

    /// <summary>Staff read their own organ's reports; an overseer reads all.</summary>
    public bool MayRead(OrganCode organ) => OrganCode == organ || Has(StaffRole.Overseer);
}
