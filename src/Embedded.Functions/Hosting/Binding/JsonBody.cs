namespace Embedded.Functions.Hosting.Binding;

/// <summary>Reads a request's body as JSON.</summary>
internal static class JsonBody { }
