using System.Security.Cryptography;

namespace Disclosure.Storage;

/// <summary>Makes ids that nobody else makes; injected so that tests know them.</summary>
public delegate string IdGenerator();

/// <summary>The ids of real life.</summary>
public static class RandomIds
{
    /// <summary>96 random bits as 24 lower-case hex digits.</summary>
    public static string Next() => RandomNumberGenerator.GetHexString(24, lowercase: true);
}
