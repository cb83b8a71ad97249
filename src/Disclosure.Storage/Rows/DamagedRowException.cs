namespace Disclosure.Storage.Rows;

/// <summary>A row or blob is not what this product wrote: somebody changed it in the store.</summary>
/// <param name="message">Which one and what is wrong with it.</param>
/// <param name="innerException">What reading it said.</param>
public sealed class DamagedRowException(string message, Exception? innerException = null) : Exception(message, innerException);
