using Disclosure.Reports;

namespace Disclosure.Storage.Organs;

/// <summary>What became of saving an organ.</summary>
public abstract record OrganSave
{
    private OrganSave() { }

    /// <summary>Saved; the organ carries its new ETag.</summary>
    public sealed record Saved(Organ Organ) : OrganSave;

    /// <summary>Somebody changed it since it was read, or made it since it was not there.</summary>
    public sealed record Conflict : OrganSave;
}

/// <summary>What became of saving a person.</summary>
public abstract record PersonSave
{
    private PersonSave() { }

    /// <summary>Saved; the person carries the new ETag.</summary>
    public sealed record Saved(Person Person) : PersonSave;

    /// <summary>Somebody changed the person since read, or made one of that id.</summary>
    public sealed record Conflict : PersonSave;

    /// <summary>Another person has that e-mail address.</summary>
    public sealed record EmailTaken(OrganCode OrganCode, string PersonId) : PersonSave;
}

/// <summary>What became of adding a policy.</summary>
public abstract record PolicySave
{
    private PolicySave() { }

    /// <summary>Added; the organ points to it.</summary>
    public sealed record Saved(Organ Organ, ReviewPolicy Policy) : PolicySave;

    /// <summary>Somebody changed the organ since it was read.</summary>
    public sealed record Conflict : PolicySave;
}
