namespace Disclosure.Storage;

/// <summary>Makes the tables and containers.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Makes every table and container that is not there yet, all at once. Any number of processes may do so together; what exists is
    /// left as it is. Containers are private.
    /// </summary>
    /// <exception cref="Azure.RequestFailedException">The storage account refuses or cannot be reached.</exception>
    public static Task EnsureCreatedAsync(StorageClients clients, CancellationToken cancellationToken = default)
    {
        var tables = StorageNames.AllTables.Select(name => (Task)clients.Table(name).CreateIfNotExistsAsync(cancellationToken));
        var containers = StorageNames.AllContainers.Select(name =>
            (Task)clients.Container(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)
        );
        return Task.WhenAll([.. tables, .. containers]);
    }
}
