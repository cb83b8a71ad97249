using Microsoft.DurableTask;
using Testing;

namespace Embedded.DurableTask.Tests.Api;

/// <summary>
/// What we declare in Microsoft's namespaces has Microsoft's signatures: the app's source compiles against either.
/// <para>
/// <c>api-excerpt.txt</c> holds the lines of the real packages' surface that we need. To make it anew (a newer package, or a member
/// more), list the public surface of Microsoft.DurableTask.Abstractions and .Client in the form of <see cref="ApiSignatures"/> into a
/// file, and run this test with <c>API_LISTING=that-file</c>; it rewrites the excerpt and then checks against it.
/// </para>
/// </summary>
public sealed class SignatureTests
{
    private const string Namespace = "Microsoft.";
    private const string Resource = "api-excerpt.txt";

    [Fact]
    public void Surface_InMicrosoftsNamespaces_HasMicrosoftsSignatures()
    {
        var assembly = typeof(TaskName).Assembly;
        var excerpt = Environment.GetEnvironmentVariable("API_LISTING") is { Length: > 0 } listing ? Regenerate(listing) : Read();

        var problems = ApiExcerpt.Parse(excerpt).FindProblems(assembly, Namespace);

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("abstract class Microsoft.DurableTask.TaskOrchestrationContext", "class Microsoft.DurableTask.TaskOrchestrationContext")]
    [InlineData("NewGuid() -> abstract Guid", "NewGuid() -> virtual Guid")]
    [InlineData("prop protected abstract ILoggerFactory LoggerFactory", "prop abstract ILoggerFactory LoggerFactory")]
    [InlineData("object? input = null, TaskOptions? options = null) -> abstract", "object input, TaskOptions? options = null) -> abstract")]
    [InlineData("double backoffCoefficient = 1,", "double backoffCoefficient = 2,")]
    [InlineData("Suspended = 7", "Suspended = 8")]
    [InlineData("StartAt { get; init; }", "StartAt { get; set; }")]
    [InlineData("SubOrchestrationOptions : TaskOptions, ", "SubOrchestrationOptions : ")]
    [InlineData("IsCausedBy<T>() -> bool where T : Exception", "IsCausedBy<T>() -> bool")]
    public void FindProblems_TheirsWereOtherwise_IsFound(string theirs, string changed)
    {
        var excerpt = Read();
        Assert.Contains(theirs, excerpt, StringComparison.Ordinal);

        var problems = ApiExcerpt
            .Parse(excerpt.Replace(theirs, changed, StringComparison.Ordinal))
            .FindProblems(typeof(TaskName).Assembly, Namespace);

        Assert.NotEmpty(problems);
    }

    private static string Read()
    {
        using var stream = typeof(SignatureTests).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Regenerate(string listing)
    {
        var excerpt =
            "# Public surface of Microsoft.DurableTask.Abstractions and .Client 1.25.0: the part that we declare too. See SignatureTests.\n"
            + ApiExcerpt.Parse(File.ReadAllText(listing)).Cut(typeof(TaskName).Assembly, Namespace);
        File.WriteAllText(Path.Combine(SourceFolder(), Resource), excerpt);
        return excerpt;
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
