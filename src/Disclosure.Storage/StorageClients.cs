using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Disclosure.Storage;

/// <summary>
/// Where everything is kept: the two service clients, which the app makes from a connection string or an identity, and the prefix of
/// all table and container names, by which several hubs or test runs share one account and keep apart.
/// </summary>
public sealed partial class StorageClients
{
    /// <summary>Holds the clients; opens nothing.</summary>
    /// <param name="tables">To the account's tables.</param>
    /// <param name="blobs">To the account's blobs.</param>
    /// <param name="prefix">1 to 40 ASCII letters and digits, a letter first.</param>
    /// <exception cref="ArgumentException">The prefix cannot begin a table name.</exception>
    public StorageClients(TableServiceClient tables, BlobServiceClient blobs, string prefix = "Disclosure")
    {
        if (!GoodPrefix().IsMatch(prefix))
        {
            throw new ArgumentException(
                $"'{prefix}' is no storage prefix: 1 to 40 ASCII letters and digits, a letter first.",
                nameof(prefix)
            );
        }

        Tables = tables;
        Blobs = blobs;
        Prefix = prefix;
    }

    internal TableServiceClient Tables { get; }

    internal BlobServiceClient Blobs { get; }

    internal string Prefix { get; }

    internal TableClient Table(string name) => Tables.GetTableClient(Prefix + name);

    internal BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient($"{Prefix.ToLowerInvariant()}-{name}");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,39}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoodPrefix();
}
