using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Testing;

namespace Embedded.Functions.Tests.Api;

/// <summary>
/// What we declare in Microsoft's namespaces has Microsoft's signatures: the app's source compiles against either.
/// <para>
/// <c>api-excerpt.txt</c> holds the lines of the real packages' surface that we need. To make it anew, list the public surface of
/// the Microsoft.Azure.Functions.Worker packages in the form of <see cref="ApiSignatures"/> into a file, and run this test with
/// <c>API_LISTING=that-file</c>; it rewrites the excerpt and then checks against it.
/// </para>
/// </summary>
public sealed class SignatureTests
{
    private const string Namespace = "Microsoft.";
    private const string Resource = "api-excerpt.txt";

    [Fact]
    public void Surface_InMicrosoftsNamespaces_HasMicrosoftsSignatures()
    {
        var excerpt = Environment.GetEnvironmentVariable("API_LISTING") is { Length: > 0 } listing ? Regenerate(listing) : Read();
        var problems = ApiExcerpt.Parse(excerpt).FindProblems(typeof(FunctionAttribute).Assembly, Namespace);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("prop string[]? Methods { get; }", "prop string[]? Methods { get; set; }")]
    [InlineData(
        "sealed class Microsoft.Azure.Functions.Worker.TimerTriggerAttribute",
        "class Microsoft.Azure.Functions.Worker.TimerTriggerAttribute"
    )]
    [InlineData("AuthorizationLevel.Function = 2", "AuthorizationLevel.Function = 1")]
    [InlineData("InstanceServices { get; set; }", "InstanceServices { get; }")]
    [InlineData("where T : class, IFunctionsWorkerMiddleware", "where T : IFunctionsWorkerMiddleware")]
    public void FindProblems_TheirsWereOtherwise_IsFound(string theirs, string changed)
    {
        var excerpt = Read();
        Assert.Contains(theirs, excerpt, StringComparison.Ordinal);
        var problems = ApiExcerpt
            .Parse(excerpt.Replace(theirs, changed, StringComparison.Ordinal))
            .FindProblems(typeof(FunctionAttribute).Assembly, Namespace);
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
            "# Public surface of the Microsoft.Azure.Functions.Worker 2.52.0 packages: the part that we declare too. See SignatureTests.\n"
            + ApiExcerpt.Parse(File.ReadAllText(listing)).Cut(typeof(FunctionAttribute).Assembly, Namespace);
        File.WriteAllText(Path.Combine(SourceFolder(), Resource), excerpt);
        return excerpt;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
