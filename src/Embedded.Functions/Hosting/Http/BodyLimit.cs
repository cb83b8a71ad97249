using Microsoft.AspNetCore.Http.Features;

namespace Embedded.Functions.Hosting.Http;

/// <summary>A function may lift the worker's limit on a body, but not the host's.</summary>
internal sealed class BodyLimit(IHttpMaxRequestBodySizeFeature server) : IHttpMaxRequestBodySizeFeature
{
    /// <summary>The worker's limit, in bytes.</summary>
    public const long OfWorker = 30_000_000;

    /// <summary>The host's limit, in bytes.</summary>
    public const long OfHost = 104_857_600;

    public bool IsReadOnly => server.IsReadOnly;

    public long? MaxRequestBodySize
    {
        get => server.MaxRequestBodySize;
        set => server.MaxRequestBodySize = Math.Min(value ?? OfHost, OfHost);
    }
}
