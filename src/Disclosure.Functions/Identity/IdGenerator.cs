using System.Security.Cryptography;

namespace Disclosure.Functions.Identity;

/// <summary>Where chance enters the app, so that tests can choose it.</summary>
internal interface IIdGenerator
{
    /// <summary>128 random bits as 32 hex characters.</summary>
    string Next();
}

internal sealed class RandomIdGenerator : IIdGenerator
{
    public string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
