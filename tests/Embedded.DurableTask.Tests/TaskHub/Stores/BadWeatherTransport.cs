using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Embedded.DurableTask.Tests.HubTests.Stores;

/// <summary>Spoils every third request: the service refuses it before doing anything, or the connection breaks after it did.</summary>
/// <param name="status">What it answers; 0: the connection breaks.</param>
/// <param name="code">The service's error code.</param>
internal sealed class BadWeatherTransport(int status, string code) : HttpPipelineTransport
{
    private int _requests;

    public bool IsOn { get; set; }

    public int Spoilt { get; private set; }

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub asks asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        if (!IsOn || Interlocked.Increment(ref _requests) % 3 != 0)
        {
            await HttpClientTransport.Shared.ProcessAsync(message);
            return;
        }

        Spoilt++;
        if (status == 0)
        {
            await HttpClientTransport.Shared.ProcessAsync(message);
            throw new IOException("Connection reset by peer.");
        }

        message.Response = new Refusal(status, code);
    }

    private sealed class Refusal : Response
    {
        private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Retry-After"] = "1",
        };

        public Refusal(int status, string code)
        {
            Status = status;
            ContentStream = new MemoryStream(
                JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["odata.error"] = new { code } })
            );
            _headers["x-ms-error-code"] = code;
        }

        public override int Status { get; }

        public override string ReasonPhrase => "Bad weather";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
            _headers.Select(header => new HttpHeader(header.Key, header.Value));

        protected override bool TryGetHeader(string name, out string value) => _headers.TryGetValue(name, out value!);

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            var isThere = _headers.TryGetValue(name, out var value);
            values = isThere ? [value!] : [];
            return isThere;
        }
    }
}
