using System.Text;
using Embedded.DurableTask.Replay;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Replay;

public sealed class FailureInfoTests
{
    [Fact]
    public void ToDetails_OfAnException_IsWhatItWas()
    {
        var details = FailureInfo.FromException(new InvalidOperationException("outer", new FormatException("inner"))).ToDetails();

        Assert.Equal(("System.InvalidOperationException", "outer"), (details.ErrorType, details.ErrorMessage));
        Assert.Equal(("System.FormatException", "inner"), (details.InnerFailure!.ErrorType, details.InnerFailure.ErrorMessage));
    }

    [Fact]
    public void FromDetails_Properties_BecomeText()
    {
        var details = new TaskFailureDetails("T", "m", null, null, new Dictionary<string, object?> { ["n"] = 1.5, ["none"] = null });

        var properties = FailureInfo.FromDetails(details).ToDetails().Properties!;

        Assert.Equal("1.5", properties["n"]);
        Assert.Null(properties["none"]);
    }

    [Fact]
    public void FromException_HugeMessage_IsCut()
    {
        var info = FailureInfo.FromException(new FormatException(new string('长', 1_000_000)));

        Assert.Equal(FailureInfo.LongestMessage + 1, info.ErrorMessage.Length);
        Assert.EndsWith("长…", info.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void FromException_CutWithinASurrogatePair_KeepsTheTextValid()
    {
        var message = new string('x', FailureInfo.LongestMessage - 1) + "😀😀";

        var info = FailureInfo.FromException(new FormatException(message));

        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Assert.EndsWith("x…", strict.GetString(strict.GetBytes(info.ErrorMessage)), StringComparison.Ordinal);
    }

    [Fact]
    public void FromException_DeeplyNested_IsCut()
    {
        Exception exception = new FormatException("innermost");
        for (var i = 0; i < 100; i++)
        {
            exception = new InvalidOperationException("around", exception);
        }

        var depth = 0;
        for (var info = FailureInfo.FromException(exception); info is not null; info = info.Inner)
        {
            depth++;
        }

        Assert.Equal(FailureInfo.DeepestNesting, depth);
    }
}
