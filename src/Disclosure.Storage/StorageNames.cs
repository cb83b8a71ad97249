namespace Disclosure.Storage;

/// <summary>The tables and containers there are, before the prefix. <c>docs/data.md</c> has a line for each.</summary>
internal static class StorageNames
{
    public const string Dossiers = "Dossiers";
    public const string Links = "Links";
    public const string Organs = "Organs";
    public const string People = "People";
    public const string Outbox = "Outbox";
    public const string Signals = "Signals";
    public const string Publications = "Publications";

    public const string Content = "content";
    public const string Documents = "documents";

    public static readonly string[] AllTables = [Dossiers, Links, Organs, People, Outbox, Signals, Publications];

    public static readonly string[] AllContainers = [Content, Documents];
}
