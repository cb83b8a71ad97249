using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Embedded.DurableTask.Tests.Api;

public sealed class DataConverterTests
{
    public enum Level
    {
        Low,
        High,
    }

    public sealed record Report(int SerialNumber, string Title, Level Level);

    [Fact]
    public void WorkerDefault_Written_IsAsOnFunctions()
    {
        Assert.Equal(
            """{"SerialNumber":7,"Title":"年度报告","Level":1}""",
            WorkerDataConverter.Default.Serialize(new Report(7, "年度报告", Level.High))
        );
        Assert.Equal("{}", WorkerDataConverter.Default.Serialize(new WithField { Field = 1 }));
    }

    [Fact]
    public void WorkerDefault_Read_IgnoresCaseAndFields()
    {
        Assert.Equal(
            new Report(7, "t", Level.High),
            WorkerDataConverter.Default.Deserialize<Report>("""{"serialnumber":7,"TITLE":"t","level":1}""")
        );
        Assert.Equal(0, WorkerDataConverter.Default.Deserialize<WithField>("""{"Field":1}""")!.Field);
    }

    [Fact]
    public void JsonDataConverterDefault_FieldsAndExactCase()
    {
        Assert.Equal("""{"Field":1}""", JsonDataConverter.Default.Serialize(new WithField { Field = 1 }));
        Assert.Null(JsonDataConverter.Default.Deserialize<Report>("""{"title":"t"}""")!.Title);
    }

    [Fact]
    public void Null_BothWays_IsNull()
    {
        DataConverter converter = WorkerDataConverter.Default;

        Assert.Null(converter.Serialize(null));
        Assert.Null(converter.Deserialize<string>(null));
        Assert.Equal(0, converter.Deserialize<int>(null));
        Assert.Null(converter.Deserialize(null, typeof(int)));
    }

    public sealed class WithField
    {
#pragma warning disable CA1051 // A field is what is tested.
        public int Field;
#pragma warning restore CA1051
    }
}
