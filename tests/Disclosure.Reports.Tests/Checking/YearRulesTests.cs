using Disclosure.Reports.Checking;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class YearRulesTests
{
    [Fact]
    public void Check_CarriedInUnlikeLastYearsCarriedOut_IsAnError()
    {
        var previous = Sample.Clean().With(("requests/carried_out/natural", 2), ("requests/carried_out/total", 2));

        var findings = Sample.Clean().CheckFor("year-relation", Sample.Context() with { Previous = previous });

        Assert.Equal(["year-relation:YOY-CARRY-natural", "year-relation:YOY-CARRY-total"], findings.Select(f => f.Id));
        Assert.All(findings, f => Assert.Equal(Severity.Error, f.Severity));
    }

    [Fact]
    public void Check_CarriedInUnlikeLastYearsDraft_WarnsAndSaysThatItIsADraft()
    {
        var previous = Sample.Clean().With(("requests/carried_out/natural", 2));
        var context = Sample.Context() with { Previous = previous, PreviousIsDraft = true };

        var finding = Assert.Single(Sample.Clean().CheckFor("year-relation", context));

        Assert.Equal(("year-relation:YOY-CARRY-natural", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Contains("上年报告草稿", finding.MessageZh, StringComparison.Ordinal);
        Assert.Contains("last year's draft", finding.MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_PreviousOfTheOldEdition_OnlyWhatIsValidAcross()
    {
        var previous = Sample.Clean().With(("requests/carried_out/natural", 2), ("proactive/art20_1/rules/made", 5));
        var current = Sample.Clean(Sample.Edition2021, 2021).With(("proactive/art20_1/rules/in_force", 9));

        var findings = current.CheckFor("year-relation", Sample.Context(2021) with { Previous = previous });

        Assert.Equal(["year-relation:YOY-CARRY-natural"], findings.Select(f => f.Id));
    }

    [Fact]
    public void Check_InForceBalance_IsAWarning()
    {
        var previous = Sample.Clean(Sample.Edition2021, 2021).With(("proactive/art20_1/normative/in_force", 5));
        var current = Sample
            .Clean(Sample.Edition2021, 2022)
            .With(
                ("proactive/art20_1/normative/made", 2),
                ("proactive/art20_1/normative/repealed", 1),
                ("proactive/art20_1/normative/in_force", 7)
            );

        var finding = Assert.Single(current.CheckFor("year-relation", Sample.Context(2022) with { Previous = previous }));

        Assert.Equal(("year-relation:YOY-INFORCE-normative", Severity.Warning), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData(20, 31, true)]
    [InlineData(20, 30, false)]
    [InlineData(20, 9, true)]
    [InlineData(0, 11, true)]
    [InlineData(0, 10, false)]
    [InlineData(1000, 1400, false)]
    public void Check_JumpOfATotal_IsFoundOverHalfAndTen(int before, int now, bool found)
    {
        var previous = Sample.Clean().With(("requests/new_received/total", before), ("requests/new_received/natural", before));
        var current = Sample.Clean().With(("requests/new_received/total", now), ("requests/new_received/natural", now));

        var findings = current.CheckFor("year-jump", Sample.Context() with { Previous = previous });

        Assert.Equal(found ? ["year-jump:requests"] : [], findings.Select(f => f.Id));
        Assert.All(findings, f => Assert.Single(f.Places));
    }

    [Fact]
    public void Check_SameTextWithNewFigures_IsCopied()
    {
        var last = string.Concat(Enumerable.Range(1, 12).Select(i => $"第{i}季度我局收到各类来件{i}份，均按规定时限办结并及时公开。"));
        var now = last.Replace("1", "7", StringComparison.Ordinal);
        var context = Sample.Context() with
        {
            Previous = Sample.Clean().WithOverview(last),
            Others = [new OtherReport("市财政局", Sample.Clean().WithOverview(last))],
        };

        var findings = Sample
            .Clean()
            .WithOverview(now)
            .CheckFor("copied-text", context)
            .Where(f => f.Id.Contains("overview", StringComparison.Ordinal));

        Assert.Collection(
            findings,
            f => Assert.Equal("copied-text:overview:previous", f.Id),
            f => Assert.StartsWith("copied-text:overview:other-", f.Id, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Check_OtherText_IsNotCopied()
    {
        var context = Sample.Context() with { Previous = Sample.Clean().WithOverview(Seed.Content.Sections.Problems) };

        Assert.Empty(Seed.Content.CheckFor("copied-text", context));
    }

    [Theory]
    [InlineData("2021-01-31", null, "2021-01-15", null)]
    [InlineData("2021-02-01", null, "2021-01-15", "timeliness-statutory")]
    [InlineData("", null, "2021-02-01", "timeliness-statutory")]
    [InlineData("", "2021-01-20", "2021-02-01", null)]
    [InlineData("2021-01-20", "2021-02-01", "2021-01-15", "timeliness-statutory")]
    [InlineData("2021年2月1日", null, "2021-01-15", "timeliness-statutory")]
    [InlineData("2021-01-29 09:55", null, "2021-01-15", "timeliness-internal")]
    public void Check_Date_AgainstTheLawsAndTheOwnDate(string generatedOn, string? published, string today, string? rule)
    {
        var clean = Sample.Clean();
        var context = Sample.Context() with
        {
            Today = Day(today),
            PublishedOn = published is null ? null : Day(published),
            InternalDeadline = rule == "timeliness-internal" ? Day("2021-01-28") : null,
        };

        var findings = (clean with { Metadata = clean.Metadata with { GeneratedOn = generatedOn } }).Check(context);

        Assert.Equal(rule is null ? [] : [rule], findings.Select(f => f.Id));
    }

    [Fact]
    public void Check_Government_HasUntilTheEndOfMarch() =>
        Assert.Empty(
            Sample
                .Clean()
                .Check(
                    Sample.Context() with
                    {
                        Today = Day("2021-03-31"),
                        ReporterKind = Disclosure.Reports.Calendar.ReporterKind.Government,
                    }
                )
        );

    [Theory]
    [InlineData("generatedOn", "昨天", "metadata-value:generatedOn")]
    [InlineData("disclosureForm", "依申请公开", "metadata-value:disclosureForm")]
    [InlineData("name", "别的报告", "metadata-value:name")]
    [InlineData("indexNumber", "111111111/2021-00001", "metadata-value:indexNumber")]
    [InlineData("keywords", " ", "metadata-blank")]
    public void Check_MetadataValue_IsFound(string field, string value, string id)
    {
        var clean = Sample.Clean();

        Assert.Equal([id], (clean with { Metadata = MetadataField.Find(field)!.Set(clean.Metadata, value) }).Check().Select(f => f.Id));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
