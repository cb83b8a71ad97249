using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Api;

public sealed class OrchestrationMetadataTests
{
    [Fact]
    public void Read_InputsFetched_AreRead()
    {
        var metadata = new OrchestrationMetadata("Life", "report")
        {
            DataConverter = WorkerDataConverter.Default,
            SerializedInput = "1",
            SerializedOutput = "\"two\"",
        };

        Assert.Equal(1, metadata.ReadInputAs<int>());
        Assert.Equal("two", metadata.ReadOutputAs<string>());
        Assert.Null(metadata.ReadCustomStatusAs<string>());
    }

    [Fact]
    public void Read_InputsNotFetched_Throws()
    {
        var metadata = new OrchestrationMetadata("Life", "report") { SerializedInput = "1" };

        Assert.Throws<InvalidOperationException>(() => metadata.ReadInputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadCustomStatusAs<int>());
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    [InlineData(OrchestrationRuntimeStatus.ContinuedAsNew, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, true)]
    public void IsRunningIsCompleted_Status_Decides(OrchestrationRuntimeStatus status, bool running, bool completed)
    {
        var metadata = new OrchestrationMetadata("Life", "report") { RuntimeStatus = status };

        Assert.Equal((running, completed), (metadata.IsRunning, metadata.IsCompleted));
    }

    [Fact]
    public void ToString_LongPayload_IsCut()
    {
        var text = new OrchestrationMetadata("Life", "report") { SerializedInput = new string('x', 200) }.ToString();

        Assert.Contains("Life report: Running", text, StringComparison.Ordinal);
        Assert.EndsWith($"input {new string('x', 50)}…", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pageable_Create_ReadsPageByPage()
    {
        List<(string?, int?)> asked = [];
        var pageable = Pageable.Create<int>(
            (token, size, _) =>
            {
                asked.Add((token, size));
                return Task.FromResult(token is null ? new Page<int>([1, 2], "next") : new Page<int>([3]));
            }
        );

        List<int> values = [];
        await foreach (var value in pageable)
        {
            values.Add(value);
        }

        Assert.Equal([1, 2, 3], values);
        await foreach (var page in pageable.AsPages("next", 7))
        {
            Assert.Equal([3], page.Values);
            Assert.Null(page.ContinuationToken);
        }

        Assert.Equal([(null, null), ("next", null), ("next", 7)], asked);
    }
}
