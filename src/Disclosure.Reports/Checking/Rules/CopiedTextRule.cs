using System.Globalization;
using System.Text;
using Disclosure.Reports.Checking.Screening;
using Disclosure.Reports.Content;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>A section that is nearly last year's or another organ's word for word.</summary>
internal sealed class CopiedTextRule : ICheckRule
{
    public const string Name = "copied-text";

    private const double Threshold = 0.9;

    // "无" and set phrases are alike everywhere.
    private const int Shortest = 100;

    public IEnumerable<Finding> Check(CheckInput input)
    {
        foreach (var text in input.Sections.Where(text => text.Key != ReportSections.PreambleKey))
        {
            var own = TextSimilarity.Of(text.Flat);
            if (own.Length < Shortest)
            {
                continue;
            }

            if (input.Context.Previous is { } previous && own.With(Of(previous, text.Key)) is var similarity and >= Threshold)
            {
                yield return Finding(text, "previous", similarity, "本机关上年报告", "the organ's report of last year");
            }

            foreach (var other in input.Context.Others)
            {
                if (own.With(Of(other.Content, text.Key)) is var alike and >= Threshold)
                {
                    var key = ContentDigest.Of(Encoding.UTF8.GetBytes(other.Name)).Value[..8];
                    yield return Finding(text, $"other-{key}", alike, $"“{other.Name}”的报告", $"the report of “{other.Name}”");
                }
            }
        }
    }

    private static TextSimilarity Of(ReportContent content, string key) =>
        TextSimilarity.Of(FlatText.Of(content.Sections.InOrder().First(section => section.Key == key).Text));

    private static Finding Finding(SectionText text, string key, double similarity, string zh, string en)
    {
        var percent = Math.Floor(similarity * 100).ToString(CultureInfo.InvariantCulture);
        return new Finding
        {
            Id = $"{Name}:{text.Key}:{key}",
            Rule = Name,
            Severity = Severity.Warning,
            MessageZh = $"与{zh}有 {percent}% 相同。",
            MessageEn = $"{percent}% the same as {en}.",
            Places = [text.Whole],
            Advice = new Advice { Zh = "写本年度的实际情况。", En = "Write what happened this year." },
        };
    }
}
