using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>
/// Where a list goes on. The engine's pages are cut before our own filters have their say, so a page of ours may end within one of the
/// engine's: then that one is read again, and what was shown is skipped.
/// </summary>
/// <param name="EngineToken">The engine's page; null for its first.</param>
/// <param name="Skip">Matches of that page that were shown.</param>
internal sealed record InstanceCursor(string? EngineToken, int Skip)
{
    public static InstanceCursor Start { get; } = new(null, 0);

    public string ToToken() =>
        string.Create(CultureInfo.InvariantCulture, $"{Skip}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(EngineToken ?? ""))}");

    public static bool TryParse(string? token, [NotNullWhen(true)] out InstanceCursor? cursor)
    {
        cursor = string.IsNullOrEmpty(token) ? Start : null;
        if (
            token?.Split('.') is [var skipped, var encoded]
            && int.TryParse(skipped, NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            && Base64Url.IsValid(encoded)
        )
        {
            var engine = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded));
            cursor = new InstanceCursor(engine.Length == 0 ? null : engine, skip);
        }

        return cursor is not null;
    }
}
