using System.Globalization;

namespace Embedded.DurableTask.Hub.Storage;

/// <summary>How a property is compared. A row without the property never matches, as in the service.</summary>
internal enum RowComparison
{
    Equal,
    AtLeast,
    AtMost,
}

/// <summary>One comparison. <paramref name="Value"/>: string, long or <see cref="DateTimeOffset"/>.</summary>
internal readonly record struct RowCondition(string Property, RowComparison Comparison, object Value)
{
    /// <summary>As the service would judge it.</summary>
    public bool IsMetBy(TableRow row)
    {
        if (!row.Properties.TryGetValue(Property, out var found))
        {
            return false;
        }

        int? order = (Value, found) switch
        {
            (string wanted, string text) => string.CompareOrdinal(text, wanted),
            (long wanted, long number) => number.CompareTo(wanted),
            (long wanted, int number) => ((long)number).CompareTo(wanted),
            (DateTimeOffset wanted, DateTimeOffset time) => time.CompareTo(wanted),
            _ => null,
        };
        return order is { } compared
            && Comparison switch
            {
                RowComparison.Equal => compared == 0,
                RowComparison.AtLeast => compared >= 0,
                _ => compared <= 0,
            };
    }

    /// <summary>In the service's query language.</summary>
    public string ToOData()
    {
        var comparison = Comparison switch
        {
            RowComparison.Equal => "eq",
            RowComparison.AtLeast => "ge",
            _ => "le",
        };
        var value = Value switch
        {
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
            DateTimeOffset time => $"datetime'{time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)}'",
            _ => throw new InvalidOperationException($"Rows are not filtered by a {Value.GetType()}."),
        };
        return $"{Property} {comparison} {value}";
    }
}

/// <summary>
/// Which rows of a range to send: those that meet, of every group, at least one condition. The service still walks the range; what it
/// saves is the transfer of the others.
/// </summary>
internal sealed class RowFilter(IReadOnlyList<IReadOnlyList<RowCondition>> groups)
{
    public bool IsMetBy(TableRow row) => groups.All(group => group.Any(condition => condition.IsMetBy(row)));

    public string ToOData() => string.Join(" and ", groups.Select(group => $"({string.Join(" or ", group.Select(c => c.ToOData()))})"));
}
