using Embedded.DurableTask.Hub.Activities;
using Embedded.DurableTask.Hub.Log;
using Embedded.DurableTask.Hub.Shards;
using Embedded.DurableTask.Hub.Storage;
using Embedded.DurableTask.Hub.Telemetry;
using Embedded.DurableTask.Replay;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Hub;

/// <summary>What the parts of one process' hub share.</summary>
internal sealed class HubContext : IDisposable
{
    public HubContext(
        TaskHubOptions options,
        TaskRegistry registry,
        ITableStore store,
        IPayloadStore payloads,
        TimeProvider timeProvider,
        ILoggerFactory loggerFactory,
        HubSurroundings? surroundings = null
    )
    {
        Surroundings = surroundings ?? HubSurroundings.Real;
        Options = options;
        Registry = registry;
        Store = store;
        Payloads = payloads;
        TimeProvider = timeProvider;
        Logger = loggerFactory.CreateLogger("Embedded.DurableTask.TaskHub");
        Codec = new PayloadCodec(payloads, options.BlobThresholdChars);
        Messages = new MessageRows(Codec);
        Clock = new StorageClock(timeProvider);
        Ids = new IdSource(timeProvider, Surroundings);
        BackOff = new BackOff(timeProvider, Surroundings);
        Telemetry = new HubTelemetry(options.HubName);
        Activities = new ActivityRunner(
            registry,
            options.DataConverter,
            options.MaxConcurrentActivities,
            Surroundings,
            timeProvider,
            Telemetry,
            Logger
        );
        Session = new SessionServices(options.DataConverter, loggerFactory, options.DefaultVersion);
        Code = new CodeGate(registry, options);
        store.ServerDateSeen = Clock.See;
    }

    public TaskHubOptions Options { get; }

    public TaskRegistry Registry { get; }

    public ITableStore Store { get; }

    public IPayloadStore Payloads { get; }

    public TimeProvider TimeProvider { get; }

    public ILogger Logger { get; }

    public PayloadCodec Codec { get; }

    public MessageRows Messages { get; }

    public StorageClock Clock { get; }

    public IdSource Ids { get; }

    public BackOff BackOff { get; }

    public HubSurroundings Surroundings { get; }

    public ActivityRunner Activities { get; }

    public HubTelemetry Telemetry { get; }

    public SessionServices Session { get; }

    public CodeGate Code { get; }

    public InstanceWatch Watch { get; } = new();

    public Suspects Suspects { get; } = new();

    public StorageTrouble Trouble { get; } = new();

    /// <summary>Delivers a message to whatever shard its instance lives in; answers when it is durable there or refused for good.</summary>
    public Func<OutgoingMessage, CancellationToken, Task<SubmitOutcome>> Deliver { get; set; } =
        (_, _) => throw new InvalidOperationException("The hub is not started.");

    /// <inheritdoc cref="Ownership.PeerTable.AloneSince"/>
    public Func<long?> AloneSince { get; set; } = () => null;

    /// <inheritdoc cref="Ownership.PeerTable.IsKnownToOthers"/>
    public Func<bool> IsKnownToOthers { get; set; } = () => false;

    public void Dispose()
    {
        Activities.Dispose();
        Telemetry.Dispose();
    }
}
