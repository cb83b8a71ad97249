namespace Disclosure.Storage.Rows;

/// <summary>A row was written by a newer release than this one. It is refused: half understood it would be written back damaged.</summary>
/// <param name="message">Which row, its schema version, and the newest this release knows.</param>
public sealed class UnknownSchemaException(string message) : Exception(message);
