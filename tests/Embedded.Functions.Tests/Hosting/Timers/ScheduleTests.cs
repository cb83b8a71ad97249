using System.Globalization;
using Embedded.Functions.Hosting.Timers;

namespace Embedded.Functions.Tests.Hosting.Timers;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("0 0 9 * * *", "2026-03-01T09:00:00", "2026-03-02T09:00:00")]
    [InlineData("0 9 * * *", "2026-03-01T08:59:59", "2026-03-01T09:00:00")]
    [InlineData("*/10 * * * * *", "2026-03-01T00:00:05", "2026-03-01T00:00:10")]
    [InlineData("0 */5 * * * *", "2026-03-01T00:59:00", "2026-03-01T01:00:00")]
    [InlineData("0 30 8-10 * * MON-FRI", "2026-03-06T10:30:00", "2026-03-09T08:30:00")]
    [InlineData("0 0 0 1 JAN *", "2026-03-01T00:00:00", "2027-01-01T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2096-03-01T00:00:00", "2104-02-29T00:00:00")]
    [InlineData("0 0 12 13 * 5", "2026-03-14T00:00:00", "2026-11-13T12:00:00")]
    [InlineData("5,10 0 0 * * *", "2026-03-01T00:00:05", "2026-03-01T00:00:10")]
    [InlineData("00:10:00", "2026-03-01T00:00:05", "2026-03-01T00:10:05")]
    [InlineData("1.00:00:00", "2026-03-01T00:00:05", "2026-03-02T00:00:05")]
    public void After_Moment_IsTheNextDueTime(string schedule, string moment, string expected) =>
        Assert.Equal(Utc(expected), Schedule.Parse(schedule).After(Utc(moment)));

    [Fact]
    public void After_OtherOffset_CountsInUtc() =>
        Assert.Equal(
            Utc("2026-03-01T09:00:00"),
            Schedule.Parse("0 0 9 * * *").After(new DateTimeOffset(2026, 3, 1, 16, 59, 0, TimeSpan.FromHours(8)))
        );

    [Theory]
    [InlineData("2026-03-29T00:30:00")]
    [InlineData("2026-10-25T00:30:00")]
    public void After_WhereOthersChangeTheirClocks_StaysAnHour(string moment) =>
        Assert.Equal(Utc(moment) + TimeSpan.FromHours(1), Schedule.Parse("0 30 * * * *").After(Utc(moment)));

    [Fact]
    public void After_NoSuchDay_IsNever() => Assert.Null(Schedule.Parse("0 0 0 31 2 *").After(Utc("2026-03-01T00:00:00")));

    [Theory]
    [InlineData("")]
    [InlineData("* * *")]
    [InlineData("* * * * * * *")]
    [InlineData("0 60 * * * *")]
    [InlineData("0 0 9 * * MUN")]
    [InlineData("00:00:00")]
    [InlineData("-00:10:00")]
    [InlineData("aa:bb")]
    public void Parse_NeitherCrontabNorPeriod_IsRefusedWithItsText(string text)
    {
        var fault = Assert.Throws<FormatException>(() => Schedule.Parse(text));
        Assert.Contains($"'{text}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0 * * * * *", true)]
    [InlineData("00:00:59", false)]
    [InlineData("00:01:00", true)]
    public void IsMonitorable_PeriodUnderAMinute_IsFalse(string schedule, bool expected) =>
        Assert.Equal(expected, Schedule.Parse(schedule).IsMonitorable(Utc("2026-03-01T00:00:00")));

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
