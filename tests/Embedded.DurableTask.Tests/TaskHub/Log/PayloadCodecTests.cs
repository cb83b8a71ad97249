using CsCheck;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Tests.HubTests.Stores;

namespace Embedded.DurableTask.Tests.HubTests.Log;

/// <summary>Texts in rows and blobs.</summary>
public sealed class PayloadCodecTests
{
    private readonly MemoryPayloadStore _payloads = new(TimeProvider.System);

    [Fact]
    public async Task Store_AnyText_ComesBack()
    {
        var codec = new PayloadCodec(_payloads, 1_000);
        await Gen.Select(Gen.String, Gen.Bool, Gen.Int[0, 3])
            .SampleAsync(
                async (text, marked, length) =>
                {
                    text = (marked ? "\u0001" : "") + string.Concat(Enumerable.Repeat(text, (length * 50) + 1));
                    var pending = new List<PendingPayload>();
                    var stored = codec.Store("x", text, pending);
                    await WriteAsync(pending);

                    Assert.True(stored!.Length <= 1_001);
                    Assert.Equal(text, await codec.LoadAsync("row", stored, CancellationToken.None));
                },
                iter: 300
            );
    }

    [Theory]
    [InlineData(30_000, false)]
    [InlineData(30_001, true)]
    public void Store_AtTheThreshold_BlobOnlyBeyond(int length, bool blob)
    {
        var pending = new List<PendingPayload>();
        new PayloadCodec(_payloads, 30_000).Store("x", new string('文', length), pending);

        Assert.Equal(blob ? 1 : 0, pending.Count);
    }

    [Fact]
    public async Task Events_AllKindsOfPayload_SpilledAndRestored()
    {
        var codec = new PayloadCodec(_payloads, 1_000);
        var big = new string('"', 5_000) + "😀";
        IReadOnlyList<HistoryEvent> events =
        [
            new StepStarted(DateTimeOffset.UnixEpoch),
            new ExecutionStarted("x", "n", "", big, 0, null, null, DateTimeOffset.UnixEpoch),
            new TaskCompleted(1, big),
            new ChildCompleted(2, big),
            new EventRaised("e", "n", big),
            new ExecutionTerminated(big, null),
            new TaskScheduled(3, "n", "", big, "d", null),
            new ChildScheduled(4, "c", "n", "", big, "d", null),
            new EventSent(5, "e", "c", "n", big),
            new CustomStatusSet(big),
            new ExecutionCompleted(big),
        ];
        var row = new TableRow("p", "r");
        var pending = new List<PendingPayload>();
        codec.WriteEvents(row, "x", events, pending);
        await WriteAsync(pending);

        Assert.Single(pending);
        Assert.True(ChunkedText.Read(row)!.Length < 5_000);
        Assert.Equal(events, await codec.ReadEventsAsync(row, CancellationToken.None));
    }

    [Fact]
    public async Task Events_CarriedOver_SpilledAndRestored()
    {
        var codec = new PayloadCodec(_payloads, 1_000);
        var big = new string('x', 5_000);
        var row = new TableRow("p", "r");
        var pending = new List<PendingPayload>();
        codec.WriteEvents(row, "x", [new ExecutionContinuedAsNew("in", "", [new EventRaised("e", "n", big)])], pending);
        await WriteAsync(pending);

        var read = Assert.IsType<ExecutionContinuedAsNew>((await codec.ReadEventsAsync(row, CancellationToken.None)).Single());

        Assert.Equal(big, read.CarriedOver.Single().Payload);
        Assert.Single(pending);
    }

    [Fact]
    public async Task Events_CommitTooLongForARow_WholeInABlob()
    {
        var codec = new PayloadCodec(_payloads, 30_000);
        IReadOnlyList<HistoryEvent> events = [.. Enumerable.Range(0, 40).Select(i => new TaskCompleted(i, new string('文', 20_000)))];
        var row = new TableRow("p", "r");
        var pending = new List<PendingPayload>();
        codec.WriteEvents(row, "x", events, pending);
        await WriteAsync(pending);

        Assert.Null(RowLimits.Check(row));
        Assert.Null(ChunkedText.Read(row));
        Assert.Equal(events, await codec.ReadEventsAsync(row, CancellationToken.None));
    }

    [Fact]
    public async Task Load_BlobMissing_RowAndBlobNamed()
    {
        var codec = new PayloadCodec(_payloads, 1_000);
        var stored = codec.Store("x", new string('x', 2_000), []);

        var problem = await Assert.ThrowsAsync<UnreadableRowException>(async () =>
            await codec.LoadAsync("i|x", stored, CancellationToken.None)
        );

        Assert.Contains("i|x", problem.Message, StringComparison.Ordinal);
        Assert.Contains("x/", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunks_SurrogatePairAtTheCut_StaysWhole()
    {
        var text = new string('x', 29_999) + "😀" + new string('y', 40_000);
        var row = new TableRow("p", "r");
        ChunkedText.Write(row, text);

        Assert.Equal(text, ChunkedText.Read(row));
        Assert.All(row.Properties.Values.Cast<string>(), chunk => Assert.False(char.IsLowSurrogate(chunk[0])));
        Assert.True(row.Properties.Count > 2);
    }

    private async Task WriteAsync(List<PendingPayload> pending)
    {
        foreach (var payload in pending)
        {
            await _payloads.WriteAsync(payload.Name, payload.Content, CancellationToken.None);
        }
    }
}
