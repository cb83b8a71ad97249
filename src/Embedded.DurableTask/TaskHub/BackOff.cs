using System.Buffers.Binary;

namespace Embedded.DurableTask.Hub;

/// <summary>Growing pauses with jitter, so that processes that met the same trouble do not come back as one.</summary>
internal sealed class BackOff(TimeProvider timeProvider, HubSurroundings surroundings)
{
    private const int FirstMilliseconds = 20;
    private const int MostMilliseconds = 5_000;

    /// <summary>The pause before try number <paramref name="attempt"/> (from 1).</summary>
    public TimeSpan Pause(int attempt)
    {
        var ceiling = Math.Min(MostMilliseconds, FirstMilliseconds << Math.Min(attempt - 1, 10));
        Span<byte> chance = stackalloc byte[4];
        surroundings.FillRandom(chance);
        var jitter = BinaryPrimitives.ReadUInt32LittleEndian(chance) % (uint)((ceiling / 2) + 1);
        return TimeSpan.FromMilliseconds((ceiling / 2) + jitter);
    }

    public Task WaitAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Pause(attempt), timeProvider, cancellationToken);
}
