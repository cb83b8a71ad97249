using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask.Replay;

/// <summary>A short fingerprint of an input, by which replay finds a call whose input has changed or that was swapped with another.</summary>
internal static class InputDigest
{
    private const int Bytes = 16;

    /// <returns>22 characters; empty for no input.</returns>
    public static string Of(string? input)
    {
        if (input is null)
        {
            return "";
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(input), hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
