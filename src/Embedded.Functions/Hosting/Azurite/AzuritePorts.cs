namespace Embedded.Functions.Hosting.Azurite;

/// <summary>The three loopback ports of one Azurite process.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    // The development account's name and key are the emulator's published constants, not a secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The ports that <c>UseDevelopmentStorage=true</c> means.</summary>
    public static AzuritePorts Default { get; } = new(10000, 10001, 10002);

    /// <summary>A full connection string to the development account on these ports.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{Blob}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{Table}/{Account};";

    /// <summary>
    /// The ports a connection string speaks of when it means the development account on this machine; null for any other account.
    /// </summary>
    public static AzuritePorts? FromConnectionString(string connectionString)
    {
        var parts = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && bool.TryParse(development, out var isDevelopment))
        {
            return isDevelopment ? Default : null;
        }

        if (!parts.TryGetValue("AccountName", out var account) || !string.Equals(account, Account, StringComparison.Ordinal))
        {
            return null;
        }

        return LoopbackPort("BlobEndpoint") is { } blob && LoopbackPort("TableEndpoint") is { } table
            ? new AzuritePorts(blob, LoopbackPort("QueueEndpoint") ?? blob + 1, table)
            : null;

        int? LoopbackPort(string name) =>
            parts.TryGetValue(name, out var text) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsLoopback ? uri.Port : null;
    }
}
