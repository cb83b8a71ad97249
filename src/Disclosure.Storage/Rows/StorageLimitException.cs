namespace Disclosure.Storage.Rows;

/// <summary>Something is too big, or named so, that Table Storage would refuse it. Found before anything is sent; nothing was written.</summary>
/// <param name="message">What, how big, and what the limit is.</param>
public sealed class StorageLimitException(string message) : Exception(message);
