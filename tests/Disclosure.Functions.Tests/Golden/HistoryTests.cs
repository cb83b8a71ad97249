using System.Text;
using Embedded.DurableTask;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Disclosure.Functions.Tests.Golden;

/// <summary>
/// Histories of the app's orchestrators as releases wrote them, one commit a line, replayed on the code of today: what has begun before a
/// deployment must go on after it. A file is never edited. <c>RECORD_HISTORIES=1</c> writes those that are missing: of a new scenario, or
/// of a new logic version, whose old files stay.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Golden", "Histories");

    public static TheoryData<string> Files()
    {
        Record();
        return
        [
            .. Directory
                .EnumerateFiles(s_folder, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(s_folder, file))
                .Order(StringComparer.Ordinal),
        ];
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void F50_Replay_HistoryOfARelease_CodeDoesWhatItDidThen(string file)
    {
        using var session = Session(Path.GetDirectoryName(file)!);
        foreach (var commit in Read(file))
        {
            session.Replay(commit);
        }
    }

    [Fact]
    public void Histories_EveryOrchestratorAndScenario_HasOne()
    {
        var there = Files().Select(row => row.Data).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            OrchestratorCatalogue.Names,
            name => Assert.Contains(there, file => file.StartsWith(name + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        );
        Assert.All(Scenarios.All, scenario => Assert.Contains(FileOf(scenario), there));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Replay_HistoryThatTellsAnotherStory_IsRefused(string file)
    {
        var commits = Read(file);
        var asked = commits.Select((commit, i) => (commit, i)).First(pair => pair.commit.OfType<TaskScheduled>().Any()).i;
        commits[asked] = [.. commits[asked].Select(next => next is TaskScheduled task ? task with { Name = "SomethingElse" } : next)];
        using var session = Session(Path.GetDirectoryName(file)!);

        var found = Assert.Throws<NonDeterminismException>(() =>
        {
            foreach (var commit in commits)
            {
                session.Replay(commit);
            }
        });

        Assert.Equal(asked, found.Step);
        Assert.Contains("'SomethingElse'", found.Expected, StringComparison.Ordinal);
    }

    private static OrchestrationSession Session(string orchestrator) =>
        new(OrchestratorCatalogue.Find(orchestrator), new SessionServices(WorkerDataConverter.Default, NullLoggerFactory.Instance));

    private static List<IReadOnlyList<HistoryEvent>> Read(string file) =>
        [.. File.ReadLines(Path.Combine(s_folder, file)).Select(HistorySerializer.Deserialize)];

    private static string FileOf(Scenario scenario) => Path.Combine(scenario.Orchestrator, scenario.Name + ".json");

    private static void Record()
    {
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") != "1")
        {
            return;
        }

        var source = Path.Combine(SourceTree.Root, "tests", "Disclosure.Functions.Tests", "Golden", "Histories");
        foreach (var scenario in Scenarios.All)
        {
            foreach (var folder in new[] { source, s_folder })
            {
                var path = Path.Combine(folder, FileOf(scenario));
                if (!File.Exists(path))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllLines(path, Recording.Of(scenario).Select(HistorySerializer.Serialize), new UTF8Encoding(false));
                }
            }
        }
    }
}
