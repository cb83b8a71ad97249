namespace Embedded.DurableTask.Hub.Storage;

/// <summary>One operation of a transaction.</summary>
internal abstract record RowOperation
{
    /// <summary>Matches any version of a row that is there.</summary>
    public const string AnyETag = "*";

    private RowOperation() { }

    /// <summary>The row it touches.</summary>
    public abstract string RowKey { get; }

    /// <summary>Adds a row that must not be there (409 otherwise).</summary>
    public sealed record Insert(TableRow Row) : RowOperation
    {
        /// <inheritdoc/>
        public override string RowKey => Row.RowKey;
    }

    /// <summary>Replaces a row that must be there (404) in the version named (412).</summary>
    public sealed record Replace(TableRow Row, string ETag) : RowOperation
    {
        /// <inheritdoc/>
        public override string RowKey => Row.RowKey;
    }

    /// <summary>Deletes a row that must be there (404) in the version named (412).</summary>
    public sealed record Delete(string Key, string ETag = AnyETag) : RowOperation
    {
        /// <inheritdoc/>
        public override string RowKey => Key;
    }
}

/// <summary>What the store says to a transaction, when it says anything certain.</summary>
internal abstract record BatchOutcome
{
    private BatchOutcome() { }

    /// <summary>Everything was written. <paramref name="ETags"/>: the new version of each row in order, null for deletes.</summary>
    public sealed record Committed(IReadOnlyList<string?> ETags) : BatchOutcome;

    /// <summary>Nothing was written. <paramref name="Index"/>: the operation that was refused, -1 if not told; <paramref name="Status"/>: 404, 409 or 412.</summary>
    public sealed record Refused(int Index, int Status, string Code) : BatchOutcome;
}

/// <summary>A page of rows in key order. <paramref name="Continuation"/>: hand it back for the next page; null at the end.</summary>
internal sealed record RowPage(IReadOnlyList<TableRow> Rows, string? Continuation);

/// <summary>Rows of one partition from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive), by ordinal key.</summary>
internal sealed record RowRange(string PartitionKey, string From, string To)
{
    /// <summary>Which of them; null for all.</summary>
    public RowFilter? Filter { get; init; }
}
