namespace Embedded.Functions.Hosting.Azurite;

/// <summary>A lock that processes of one machine share through a file. The system lets go of it when a process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>With others who hold it shared. Only good while nobody can hold it alone, else it throws.</summary>
    /// <exception cref="IOException">Somebody holds it alone.</exception>
    public static FileLock Share(string path) => new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read));

    /// <summary>Alone, or not at all.</summary>
    /// <returns>Null if somebody holds it.</returns>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Alone; waits for it.</summary>
    public static async Task<FileLock> TakeAsync(string path, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), timeProvider, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
