namespace Disclosure.Storage.Publications;

/// <summary>What became of saving a publication.</summary>
public abstract record PublicationSave
{
    private PublicationSave() { }

    /// <summary>Saved, or there already just so; it carries its ETag.</summary>
    public sealed record Saved(Publication Publication) : PublicationSave;

    /// <summary>Another version is there than the one it was based on.</summary>
    public sealed record Conflict : PublicationSave;
}
