using System.Text;
using Disclosure.Reports.Calendar;

namespace Disclosure.Reports.Tests.Calendar;

public sealed class CalendarReaderTests
{
    private const string Whole = """
        {"schema":"cn-workdays/1","years":[{"year":2030,"status":"verified",
          "holidays":[{"name":"春节","en":"Spring Festival","start":"2030-02-02","end":"2030-02-08"}],
          "makeupWorkdays":[{"date":"2030-02-09","for":"春节"}]}]}
        """;

    [Fact]
    public void Read_WholeFile_HasItsDaysAndYears()
    {
        var read = Assert.IsType<CalendarReading.Ok>(Read(Whole));

        Assert.Equal([2030], read.Calendar.Years);
        Assert.False(read.Calendar.IsWorkingDay(new DateOnly(2030, 2, 4)));
        Assert.True(read.Calendar.IsWorkingDay(new DateOnly(2030, 2, 9)));
        Assert.Equal(8, read.Calendar.ExceptionsOf(2030).Count);
        Assert.Empty(read.Remarks);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("{} {}", "")]
    [InlineData("[]", "/schema")]
    [InlineData("""{"schema":"other"}""", "/schema")]
    [InlineData("""{"schema":"cn-workdays/1"}""", "/years")]
    [InlineData("""{"schema":"cn-workdays/1","years":[]}""", "/years")]
    [InlineData("""{"schema":"cn-workdays/1","years":[7]}""", "/years/0/year")]
    [InlineData("""{"schema":"cn-workdays/1","years":[{"year":12021,"status":"verified"}]}""", "/years/0/year")]
    [InlineData("""{"schema":"cn-workdays/1","years":[{"year":2021}]}""", "/years/0/status")]
    [InlineData("""{"schema":"cn-workdays/1","years":[{"year":2021,"status":"verified"}]}""", "/years/0/holidays")]
    [InlineData("""{"schema":"cn-workdays/1","years":[{"year":2021,"status":"verified","holidays":[1]}]}""", "/years/0/holidays")]
    public void Read_NoCalendar_NamesTheFirstFault(string json, string pointer) =>
        Assert.Equal(pointer, Assert.IsType<CalendarReading.Malformed>(Read(json)).Problems[0].Pointer);

    [Theory]
    [InlineData("\"start\":\"2030-02-02\"", "\"start\":\"2030-02-30\"", "/years/0/holidays/0/start")]
    [InlineData("\"end\":\"2030-02-08\"", "\"end\":\"2030-02-01\"", "/years/0/holidays/0")]
    [InlineData("\"end\":\"2030-02-08\"", "\"end\":\"9030-02-08\"", "/years/0/holidays/0")]
    [InlineData("\"year\":2030", "\"year\":2029", "/years/0/holidays/0")]
    [InlineData("\"name\":\"春节\"", "\"name\":\"\"", "/years/0/holidays/0/name")]
    [InlineData("\"date\":\"2030-02-09\"", "\"date\":\"2030-02-08\"", "/years/0/makeupWorkdays/0")]
    [InlineData("\"date\":\"2030-02-09\"", "\"date\":\"9.2.\"", "/years/0/makeupWorkdays/0/date")]
    [InlineData("\"for\":\"春节\"", "\"for\":8", "/years/0/makeupWorkdays/0/for")]
    public void Read_OneFault_NamesItsPlace(string good, string bad, string pointer)
    {
        var spoilt = Whole.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Whole, spoilt);

        var malformed = Assert.IsType<CalendarReading.Malformed>(Read(spoilt));

        Assert.Equal(pointer, malformed.Problems[0].Pointer);
        Assert.All(malformed.Problems, problem => Assert.NotEqual(problem.Zh, problem.En));
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll()
    {
        var spoilt = Whole.Replace("2030-02-02", "x", StringComparison.Ordinal).Replace("2030-02-09", "y", StringComparison.Ordinal);

        Assert.Equal(
            ["/years/0/holidays/0/start", "/years/0/makeupWorkdays/0/date"],
            Assert.IsType<CalendarReading.Malformed>(Read(spoilt)).Problems.Select(problem => problem.Pointer)
        );
    }

    [Fact]
    public void Read_YearTwice_IsRefused()
    {
        var year = Whole[Whole.IndexOf("{\"year\"", StringComparison.Ordinal)..^2].TrimEnd(']', '}', '\n', ' ') + "}]}";
        var twice = $$"""{"schema":"cn-workdays/1","years":[{{year}},{{year}}]}""";

        Assert.Equal("/years/1/year", Assert.IsType<CalendarReading.Malformed>(Read(twice)).Problems[0].Pointer);
    }

    [Fact]
    public void Read_PredictionAndGap_AreRemarked()
    {
        const string later = """
            ,{"year":2032,"status":"verified","holidays":[{"name":"元旦","start":"2032-01-01","end":"2032-01-01"}],
              "makeupWorkdays":[{"date":"2032-01-05","for":"元旦"}]},
            {"year":2033,"status":"predicted","holidays":[{"name":"元旦","start":"2033-01-01","end":"2033-01-01"}]}]}
            """;

        var read = Assert.IsType<CalendarReading.Ok>(Read(Whole.TrimEnd()[..^2] + later));

        Assert.Equal([2030, 2032], read.Calendar.Years);
        // A make-up day on a Monday is odd; 2033 is a guess; 2031 is missing.
        Assert.Equal(["/years/1/makeupWorkdays/0", "/years/2/status", "/years"], read.Remarks.Select(remark => remark.Pointer));
    }

    [Fact]
    public void Read_InvalidUtf8_IsMalformed()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        bytes[Whole.IndexOf('春')] = 0xff;

        Assert.IsType<CalendarReading.Malformed>(WorkCalendar.Read(bytes));
    }

    [Fact]
    public void BuiltIn_RemarksOf_AreTheOneYearThatIsGuessed()
    {
        var read = Assert.IsType<CalendarReading.Ok>(WorkCalendar.Read(Resource.Bytes("workdays.json")));

        Assert.Contains("2027", Assert.Single(read.Remarks).En, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(2019, 8), read.Calendar.Years);
    }

    private static CalendarReading Read(string json) => WorkCalendar.Read(Encoding.UTF8.GetBytes(json));
}
