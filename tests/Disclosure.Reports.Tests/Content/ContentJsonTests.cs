using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Content;

public sealed class ContentJsonTests
{
    private static readonly FormatEdition Edition = Sample.Edition2019;

    [Fact]
    public void ReadWrite_Seed_RoundTripsToTheSameDigest()
    {
        var bytes = ContentJson.Write(Seed.Content);

        var again = Assert.IsType<ContentReading.Ok>(ContentJson.Read(bytes, Edition)).Content;

        Assert.Equal(Seed.Content, again);
        Assert.Equal(bytes, ContentJson.Write(again));
        Assert.Equal(ContentDigest.Of(bytes), ContentJson.Digest(again));
    }

    [Fact]
    public void Write_Empty_IsTheContractsShape()
    {
        var json = JsonNode.Parse(ContentJson.Write(ReportContent.Empty(Edition, Sample.OrganName, 2020)))!.AsObject();

        Assert.Equal(["title", "metadata", "sections", "cells"], json.Select(member => member.Key));
        Assert.Equal(["overview", "problems", "other"], json["sections"]!.AsObject().Select(member => member.Key));
        Assert.Equal(198, json["cells"]!.AsArray().Count);
        Assert.Equal(
            """{"table":"proactive","part":"art20_1","row":"rules","col":"made","value":null}""",
            json["cells"]![0]!.ToJsonString()
        );
        Assert.Equal("张掖市审计局2020年政府信息公开工作年度报告", (string?)json["title"]);
    }

    [Fact]
    public void Read_MembersInAnotherOrder_GiveTheSameDigest()
    {
        var json = JsonNode.Parse(ContentJson.Write(Seed.Content))!.AsObject();
        var cells = json["cells"]!.AsArray();
        var reversed = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Reverse().Select(cell => cell!.DeepClone())]),
            ["sections"] = json["sections"]!.DeepClone(),
            ["metadata"] = json["metadata"]!.DeepClone(),
            ["title"] = json["title"]!.DeepClone(),
        };

        var read = Assert.IsType<ContentReading.Ok>(ContentJson.Read(Encoding.UTF8.GetBytes(reversed.ToJsonString()), Edition));

        Assert.Equal(ContentJson.Digest(Seed.Content), ContentJson.Digest(read.Content));
    }

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("2.0", "2")]
    [InlineData("1e2", "100")]
    [InlineData("0.000001", "0.000001")]
    public void Write_Amount_HasOneForm(string written, string canonical)
    {
        var read = Assert.IsType<ContentReading.Ok>(
            Read("""[{"table":"proactive","part":"art20_9","row":"procurement","col":"amount","value":VALUE}]""".Replace("VALUE", written))
        );

        Assert.Contains($"\"col\":\"amount\",\"value\":{canonical}}}", Encoding.UTF8.GetString(ContentJson.Write(read.Content)));
    }

    [Theory]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":-1}]""", "/cells/0/value", "negative")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":1.5}]""", "/cells/0/value", "fractional")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":1000000000}]""", "/cells/0/value", "too-large")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":1e300}]""", "/cells/0/value", "too-large")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":"1"}]""", "/cells/0/value", "wrong-type")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural"}]""", "/cells/0/value", "missing")]
    [InlineData("""[{"table":"requests","row":"granted","value":1}]""", "/cells/0/col", "missing")]
    [InlineData("""[{"table":"requests","row":"granted","col":7,"value":1}]""", "/cells/0/col", "wrong-type")]
    [InlineData("""[{"table":"requests","row":"refused","col":"natural","value":1}]""", "/cells/0", "unknown-cell")]
    [InlineData("""[{"table":"requests","part":"art20_1","row":"granted","col":"natural","value":1}]""", "/cells/0", "unknown-cell")]
    [InlineData("""[{"table":"requests","part":5,"row":"granted","col":"natural","value":1}]""", "/cells/0/part", "wrong-type")]
    [InlineData("""[{"table":"requests","row":"granted","col":"natural","value":1,"raw":"1"}]""", "/cells/0/raw", "unknown-field")]
    [InlineData(
        """[{"table":"requests","row":"granted","col":"natural","value":1},{"table":"requests","row":"granted","col":"natural","value":1}]""",
        "/cells/1",
        "duplicate-cell"
    )]
    [InlineData("""[3]""", "/cells/0", "wrong-type")]
    [InlineData("""{}""", "/cells", "wrong-type")]
    public void Read_BadCell_IsToldWithItsPlace(string cells, string pointer, string code)
    {
        var problem = Assert.Single(Assert.IsType<ContentReading.Malformed>(Read(cells)).Problems);

        Assert.Equal((pointer, code), (problem.JsonPointer, problem.Code));
    }

    [Fact]
    public void Read_SignedChange_MayBeNegative()
    {
        var read = Assert.IsType<ContentReading.Ok>(
            Read("""[{"table":"proactive","part":"art20_5","row":"licence","col":"delta","value":-3}]""")
        );

        Assert.Equal(-3, read.Content.Cells[CellKey.Parse("proactive/art20_5/licence/delta")]);
    }

    [Fact]
    public void Read_ManyProblems_AreAllTold()
    {
        var reading = ContentJson.Read(
            """{"title":5,"titel":"x","metadata":{"colour":"red","name":"a\u0007b"},"sections":{"overview":"a\u0000","problems":""},"cells":[]}"""u8,
            Edition
        );

        Assert.Equal(
            [
                ("/titel", "unknown-field"),
                ("/title", "wrong-type"),
                ("/metadata/colour", "unknown-field"),
                ("/metadata/name", "control-character"),
                ("/sections/other", "missing"),
                ("/sections/overview", "control-character"),
            ],
            Assert.IsType<ContentReading.Malformed>(reading).Problems.Select(p => (p.JsonPointer, p.Code))
        );
    }

    [Theory]
    [InlineData("", "not-json")]
    [InlineData("{", "not-json")]
    [InlineData("[]", "wrong-type")]
    [InlineData("null", "wrong-type")]
    [InlineData(
        """{"title":"a","title":"b","metadata":{},"sections":{"overview":"","problems":"","other":""},"cells":[]}""",
        "duplicate-field"
    )]
    [InlineData("""{"title":"\ud800","metadata":{},"sections":{"overview":"","problems":"","other":""},"cells":[]}""", "not-json")]
    [InlineData("""{"title":"a\nb","metadata":{},"sections":{"overview":"","problems":"","other":""},"cells":[]}""", "control-character")]
    [InlineData("""{"title":"a","metadata":{},"sections":{"overview":"","problems":"","other":""},"cells":[]} x""", "not-json")]
    public void Read_NotAContent_IsMalformed(string json, string code) =>
        Assert.Equal(
            code,
            Assert.Single(Assert.IsType<ContentReading.Malformed>(ContentJson.Read(Encoding.UTF8.GetBytes(json), Edition)).Problems).Code
        );

    [Fact]
    public void Read_TooLongText_IsToldWithItsPlace()
    {
        var content = Seed.Content.WithOverview(new string('长', ContentJson.MaxSectionLength + 1));

        var problem = Assert.Single(
            Assert.IsType<ContentReading.Malformed>(ContentJson.Read(ContentJson.Write(content), Edition)).Problems
        );

        Assert.Equal(("/sections/overview", "too-long"), (problem.JsonPointer, problem.Code));
    }

    [Fact]
    public void Read_WindowsLineEnds_BecomeLineFeeds()
    {
        var content = Seed.Content.WithOverview("一\r\n二\r三");

        var read = Assert.IsType<ContentReading.Ok>(ContentJson.Read(ContentJson.Write(content), Edition));

        Assert.Equal("一\n二\n三", read.Content.Sections.Overview);
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ContentJson.Read(bytes, Edition) is not null, iter: 2000);

    [Fact]
    public void ReadWrite_AnyFigures_RoundTrip() =>
        Gen.Int[0, 999_999_999]
            .Array[198]
            .Sample(
                figures =>
                {
                    var cells = CellValues
                        .Blank(Edition)
                        .With(Edition.Cells.Select(c => KeyValuePair.Create(c.Key, (decimal?)figures[c.Ordinal])));
                    var content = Seed.Content with { Cells = cells };
                    return ContentJson.Read(ContentJson.Write(content), Edition) is ContentReading.Ok ok && ok.Content == content;
                },
                iter: 50
            );

    private static ContentReading Read(string cells) =>
        ContentJson.Read(
            Encoding.UTF8.GetBytes(
                $$"""{"title":"t","metadata":{},"sections":{"overview":"","problems":"","other":""},"cells":{{cells}}}"""
            ),
            Edition
        );
}
