using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Embedded.DurableTask.Tests.HubTests.World;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.HubTests.Scenarios;

/// <summary>What a hub writes depends on nothing of the machine that it runs on: another process, differently set, writes the same rows.</summary>
public sealed class EnvironmentTests
{
    private const string AnswerFile = "ENVIRONMENT_TESTS_ANSWER";

    /// <summary>Also what the processes of the other test run: then it leaves what it saw in a file.</summary>
    [Fact]
    public async Task F39_SameWorkTwice_SameRowsAndEveryTimeInUtc()
    {
        var once = await RowsAsync();
        var again = await RowsAsync();

        Assert.Equal(once, again);
        Assert.Contains("+00:00", once, StringComparison.Ordinal);
        Assert.DoesNotContain("+08:00", once, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(AnswerFile) is { Length: > 0 } file)
        {
            await File.WriteAllLinesAsync(file, [Surroundings(), Digest(once)], CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("Asia/Shanghai", "zh_CN.UTF-8", "Asia/Shanghai zh-CN")]
    [InlineData("America/St_Johns", "tr_TR.UTF-8", "America/St_Johns tr-TR")]
    public async Task F53_OtherTimeZoneCultureHashSeedAndAPoolOfOne_SameRows(string zone, string locale, string surroundings)
    {
        var file = Path.GetTempFileName();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList =
            {
                "--filter-method",
                $"{typeof(EnvironmentTests).FullName}.{nameof(F39_SameWorkTwice_SameRowsAndEveryTimeInUtc)}",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                [AnswerFile] = file,
                ["TZ"] = zone,
                ["LC_ALL"] = locale,
                ["DOTNET_PROCESSOR_COUNT"] = "1",
                ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1",
            },
        };

        // Strings hash by a seed of each process' own.
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        var answer = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Equal([$"{surroundings} 1", Digest(await RowsAsync())], answer);
    }

    private static string Surroundings()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        return $"{TimeZoneInfo.Local.Id} {CultureInfo.CurrentCulture.Name} {workers}";
    }

    private static string Digest(string rows) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows)));

    /// <summary>Something of everything: activities, retries, timers, events, children, generations, numbers and dates in payloads.</summary>
    private static async Task<string> RowsAsync()
    {
        await using var world = new HubWorld { Shards = 2 };
        world.Clock.SetLocalTimeZone(TimeZoneInfo.Local);
        var code = new TaskRegistry();
        SampleCode.AddTo(code, world.Witness);
        code.AddOrchestrator(
            "Everything",
            async context =>
            {
                var rounds = context.GetInput<int>();
                var number = await context.CallActivityAsync<int>("AddOne", rounds);
                await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1.5), CancellationToken.None);
                var word = await context.WaitForExternalEvent<string>("İstanbul");
                var child = await context.CallSubOrchestratorAsync<string>("Echo", $"{number / 3.0:N3} {context.CurrentUtcDateTime:d}");
                context.SetCustomStatus($"{word} {child} {context.NewGuid()}");
                if (rounds > 0)
                {
                    context.ContinueAsNew(rounds - 1);
                }

                return $"{child.ToUpperInvariant()} {context.CurrentUtcDateTime:O} {new[] { "ı", "i", "z", "中" }.Max()}";
            }
        );
        var process = await world.StartAsync(registry: code);
        for (var i = 0; i < 3; i++)
        {
            var id = $"每年{i}";
            await world.Await(process.Client.ScheduleNewOrchestrationInstanceAsync("Everything", 1, new StartOrchestrationOptions(id)));
            await world.Await(process.Client.RaiseEventAsync(id, "İstanbul", "a"));
            await world.Await(process.Client.RaiseEventAsync(id, "İstanbul", "b"));
        }

        await world.Until(() => process.Hub.Health.ActiveInstances == 0, "all have ended", TimeSpan.FromSeconds(1));
        await world.Settle(3_000);

        // The machine's own name is in the rows of owners and processes.
        return string.Join(
            '\n',
            world
                .Table.Rows.Where(row => row.RowKey != "!" && !row.RowKey.StartsWith("p|", StringComparison.Ordinal))
                .Select(row => $"{row.PartitionKey} {row.RowKey} {string.Join(' ', row.Properties.Select(Show))}")
        );
    }

    private static string Show(KeyValuePair<string, object> property) =>
        property.Value is DateTimeOffset time
            ? $"{property.Key}={time.ToString("O", CultureInfo.InvariantCulture)}"
            : string.Create(CultureInfo.InvariantCulture, $"{property.Key}={property.Value}");
}
