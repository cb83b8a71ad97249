using Microsoft.DurableTask;

#pragma warning disable CA2263 // The overload that takes a type is tested, too.

namespace Embedded.DurableTask.Tests.Api;

public sealed class TaskFailureDetailsTests
{
    [Fact]
    public void IsCausedBy_TypeOrBaseType_IsTrueForTheOutermostOnly()
    {
        var details = TaskFailureDetails.FromException(new ArgumentOutOfRangeException("x", new FormatException()));

        Assert.True(details.IsCausedBy<ArgumentOutOfRangeException>());
        Assert.True(details.IsCausedBy<ArgumentException>());
        Assert.True(details.IsCausedBy<Exception>());
        Assert.False(details.IsCausedBy<FormatException>());
        Assert.False(details.IsCausedBy<TimeoutException>());
    }

    [Fact]
    public void IsCausedBy_TypesOfOtherAssemblies_AreFoundByName()
    {
        var mine = TaskFailureDetails.FromException(new DerivedException());
        var engines = TaskFailureDetails.FromException(new TaskFailedException("A", 1, mine));

        Assert.Equal("Embedded.DurableTask.Tests.Api.TaskFailureDetailsTests+DerivedException", mine.ErrorType);
        Assert.True(mine.IsCausedBy<BaseException>());
        Assert.True(mine.IsCausedBy<Exception>());
        Assert.True(engines.IsCausedBy<TaskFailedException>());
        Assert.True(engines.IsCausedBy<Exception>());
    }

    [Theory]
    [InlineData("(unknown)")]
    [InlineData("")]
    [InlineData("No.Such.Type")]
    public void IsCausedBy_TypeNobodyKnows_IsFalse(string type) =>
        Assert.False(new TaskFailureDetails(type, "m", null, null, null).IsCausedBy<Exception>());

    [Fact]
    public void IsCausedBy_NoExceptionType_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TaskFailureDetails("T", "m", null, null, null).IsCausedBy(typeof(string)));

    [Fact]
    public void ToString_Always_IsTypeAndMessage() =>
        Assert.Equal("System.TimeoutException: slow", TaskFailureDetails.FromException(new TimeoutException("slow")).ToString());

    [Fact]
    public void TaskFailedException_OfExceptionOrDetails_SaysTheSame()
    {
        var cause = new TimeoutException("slow");
        var ofException = new TaskFailedException("Mail", 7, cause);
        var ofDetails = new TaskFailedException("Mail", 7, TaskFailureDetails.FromException(cause));

        Assert.Equal("Task 'Mail' (#7) failed with an unhandled exception: slow", ofException.Message);
        Assert.Equal(ofException.Message, ofDetails.Message);
        Assert.Equal(ofException.FailureDetails, ofDetails.FailureDetails);
        Assert.Same(cause, ofException.InnerException);
        Assert.Null(ofDetails.InnerException);
    }

    private class BaseException : Exception;

    private sealed class DerivedException : BaseException;
}
