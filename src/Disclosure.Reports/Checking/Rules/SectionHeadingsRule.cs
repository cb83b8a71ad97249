using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Checking.Rules;

/// <summary>
/// The six headings are printed by the form. One that stands as a line in a text was pasted along with a whole report, and
/// would appear twice and out of order.
/// </summary>
internal sealed class SectionHeadingsRule : ICheckRule
{
    public const string Name = "structure-heading";

    public IEnumerable<Finding> Check(CheckInput input)
    {
        foreach (var text in input.Sections)
        {
            foreach (var section in input.Edition.Sections)
            {
                var titles = section.Aliases.Prepend(section.Title).Select(title => FlatText.Of(title).Value);
                if (
                    titles.Select(title => LineAt(text.Flat.Value, title)).FirstOrDefault(found => found.Length > 0)
                    is not { Length: > 0 } line
                )
                {
                    continue;
                }

                yield return new Finding
                {
                    Id = $"{Name}:{text.Key}:{section.Key}",
                    Rule = Name,
                    Severity = Severity.Warning,
                    MessageZh = $"正文里出现了“{section.Title}”这个标题，标题由格式自动给出。",
                    MessageEn = $"The text holds the heading “{section.TitleEn}”, which the form prints itself.",
                    Places = [text.Place(line.Start, line.Length)],
                    Advice = new Advice
                    {
                        Zh = "删去标题，把其后的内容移到相应部分。",
                        En = "Remove the heading and move what follows to its own section.",
                    },
                };
            }
        }
    }

    private static (int Start, int Length) LineAt(string text, string title)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            if (line.TrimEnd(':', '。') == title)
            {
                return (start, line.Length);
            }

            start += line.Length + 1;
        }

        return default;
    }
}
