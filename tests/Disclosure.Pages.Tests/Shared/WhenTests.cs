using Disclosure.Pages.Shared;

namespace Disclosure.Pages.Tests.Shared;

public sealed class WhenTests
{
    private static readonly DateTimeOffset LateOnNewYearsEve = new(2020, 12, 31, 16, 5, 9, TimeSpan.Zero);

    [Fact]
    public void Dates_OfAnyOffset_AreChinas()
    {
        Assert.Equal("2021年1月1日", When.Day(LateOnNewYearsEve, Language.Zh));
        Assert.Equal("1 January 2021", When.Day(LateOnNewYearsEve, Language.En));
        Assert.Equal("2021年1月1日 00:05", When.Moment(LateOnNewYearsEve, Language.Zh));
        Assert.Equal("1 January 2021, 00:05 (UTC+8)", When.Moment(LateOnNewYearsEve, Language.En));
        Assert.Equal("2021-01-01 00:05:09", When.Stamp(LateOnNewYearsEve));
        Assert.Equal("2021-01-01 00:05", When.Minute(LateOnNewYearsEve));
        Assert.Equal("2021-01-01T00:05:09+08:00", When.Iso(LateOnNewYearsEve));
        Assert.Equal(When.Stamp(LateOnNewYearsEve), When.Stamp(LateOnNewYearsEve.ToOffset(TimeSpan.FromHours(-5))));
    }

    [Fact]
    public void Iso_OfDay_IsTheDay() => Assert.Equal("2021-03-01", When.Iso(new DateOnly(2021, 3, 1)));
}
