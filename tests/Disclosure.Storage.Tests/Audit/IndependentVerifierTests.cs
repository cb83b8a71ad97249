using System.Diagnostics;
using System.Text.Json;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Tests.Audit;

/// <summary>A verifier written from the specification alone, in another language, must agree with ours.</summary>
public sealed class IndependentVerifierTests
{
    [Fact]
    public async Task Verify_ChainOfEveryShape_PythonAgrees()
    {
        var entries = Chain();

        Assert.Equal($"intact {entries.Count} {entries[^1].Hash}", await AskPythonAsync(entries));
    }

    [Fact]
    public async Task Verify_ChangedEntry_PythonFindsItWhereWeDo()
    {
        var entries = Chain();
        entries[3] = entries[3] with { ActorName = "王芳" };

        Assert.Equal(
            new AuditVerdict.Tampered(4),
            AuditChain.Verify(Some.Id, entries, new AuditAnchor(entries.Count, entries[^1].Hash), [])
        );
        Assert.Equal("broken at 4", await AskPythonAsync(entries));
    }

    private static List<AuditEntry> Chain()
    {
        string[] texts =
        [
            "",
            "张掖市",
            "Ame\u0301lie",
            "\ud83d\ude00\ue000",
            "line\r\nbreak\t\u0001",
            "a\ud800",
            new string('长', 5_000),
            "ﬁ Å 가",
        ];
        var drafts = texts.SelectMany(text =>
            (AuditDraft[])
                [
                    Some.Draft() with
                    {
                        ActorName = text,
                    },
                    Some.Draft() with
                    {
                        OnBehalfOf = text,
                        Digest = Some.Digest,
                        Via = Storage.Dossiers.DecisionVia.Session,
                        Details = new Dictionary<string, string>
                        {
                            ["b"] = text,
                            ["B"] = "2",
                            ["a.1"] = text,
                            ["_"] = "",
                        },
                    },
                ]
        );
        return [.. AuditChain.Extend(Some.Id, new AuditAnchor(0, null), [.. drafts], Some.At.AddTicks(4_567))];
    }

    private static async Task<string> AskPythonAsync(IReadOnlyList<AuditEntry> entries)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Audit", "verify_audit.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        Process python;
        try
        {
            python = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here; the golden vectors hold the encoding all the same.");
            throw;
        }

        using (python)
        {
            var trail = new
            {
                ReportId = Some.Id,
                Head = entries[^1].Hash,
                Entries = entries,
            };
            await python.StandardInput.WriteAsync(JsonSerializer.Serialize(trail, StoredJson.Options));
            python.StandardInput.Close();
            var said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            return said.Trim();
        }
    }
}
