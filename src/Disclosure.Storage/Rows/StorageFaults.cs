using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Disclosure.Storage.Rows;

/// <summary>What a failed write tells.</summary>
internal static class StorageFaults
{
    /// <summary>
    /// The service says that a row is not as expected: exists, changed, or is gone. Since the client itself sends a write again when the
    /// answer got lost, this may also be the echo of our own success.
    /// </summary>
    public static bool IsRefusal(Exception failed) =>
        failed is RequestFailedException { Status: 404 or 409 or 412 } refused
        && refused.ErrorCode != TableErrorCode.TableNotFound.ToString();

    /// <summary>No answer, or one that leaves open whether the write happened.</summary>
    public static bool IsAmbiguous(Exception failed) =>
        failed switch
        {
            RequestFailedException refused => refused.Status is 0 or 408 or 429 or >= 500,
            AggregateException several => several.InnerExceptions.All(IsAmbiguous),
            OperationCanceledException or IOException or HttpRequestException or TimeoutException => true,
            _ => false,
        };
}
