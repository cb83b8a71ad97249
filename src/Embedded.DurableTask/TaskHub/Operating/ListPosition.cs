using System.Globalization;
using System.Text;

namespace Embedded.DurableTask.Hub.Operating;

/// <summary>
/// Where a list goes on: in a shard, at an instance's escaped id (inclusive). It names a place, not a cursor of the service, so it stays
/// good for ever and whatever is added or purged meanwhile.
/// </summary>
internal readonly record struct ListPosition(int Shard, string Key)
{
    private const string Version = "1";

    public static ListPosition Start { get; } = new(0, "");

    /// <summary>Good in a header and in an address.</summary>
    public string ToToken() =>
        Convert
            .ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}:{Shard}:{Key}")))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    /// <exception cref="ArgumentException">It is none of this hub's.</exception>
    public static ListPosition Parse(string? token, int shards)
    {
        if (string.IsNullOrEmpty(token))
        {
            return Start;
        }

        var parts = Decode(token)?.Split(':', 3);
        return
            parts is [Version, var number, var key]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            && shard < shards
            ? new ListPosition(shard, key)
            : throw new ArgumentException("This is no continuation token of this hub.", nameof(token));
    }

    private static string? Decode(string token)
    {
        var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
