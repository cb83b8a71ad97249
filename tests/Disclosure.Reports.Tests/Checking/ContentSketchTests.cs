using CsCheck;
using Disclosure.Reports.Checking;
using Disclosure.Reports.Checking.Rules;
using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Content;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Checking;

public sealed class ContentSketchTests
{
    private static readonly Gen<string> Text = Gen.Int[0x4e00, 0x4e00 + 600]
        .Array[150, 1_500]
        .Select(letters => string.Concat(letters.Select(c => (char)c)));

    [Fact]
    public void MayShareText_OfWhatTheRuleFinds_IsNeverDenied() =>
        Gen.Select(Text, Gen.Int[0, 1_499].Array[0, 40])
            .Sample(
                (text, places) =>
                {
                    // Letters here and there are others: up to a tenth of the runs differ.
                    var letters = text.ToCharArray();
                    foreach (var place in places)
                    {
                        letters[place % letters.Length] = '改';
                    }

                    var (mine, theirs) = (With(text), With(new string(letters)));
                    var found = mine.CheckFor(
                        CopiedTextRule.Name,
                        Sample.Context() with
                        {
                            Others = [new OtherReport("市财政局", theirs)],
                        }
                    );
                    return found.Count == 0 || ContentSketch.Of(mine).MayShareTextWith(ContentSketch.Of(theirs));
                },
                iter: 300
            );

    [Fact]
    public void MayShareText_OfUnrelatedTexts_IsDenied() =>
        Gen.Select(Text, Text)
            .Sample(
                (one, other) => one == other || !ContentSketch.Of(With(one)).MayShareTextWith(ContentSketch.Of(With(other))),
                iter: 300
            );

    [Fact]
    public void MayShareText_NewFiguresInTheSameText_IsAllowed()
    {
        var last = With("2019年共收到申请3件，均按规定时限办结并及时公开，没有发生行政复议和行政诉讼，群众满意度有所提高。");
        var now = With("2020年共收到申请17件，均按规定时限办结并及时公开，没有发生行政复议和行政诉讼，群众满意度有所提高。");

        Assert.True(ContentSketch.Of(now).MayShareTextWith(ContentSketch.Of(last)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("无", "无")]
    [InlineData("无", "")]
    public void MayShareText_TooShortToTell_IsDenied(string one, string other) =>
        Assert.False(ContentSketch.Of(With(one)).MayShareTextWith(ContentSketch.Of(With(other))));

    private static ReportContent With(string overview) => Sample.Clean() with { Sections = new ReportSections { Overview = overview } };
}
