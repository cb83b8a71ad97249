using System.Text.Json;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Content;

/// <summary>Reads one content, collecting problems instead of stopping at the first.</summary>
internal sealed class ContentReader(FormatEdition edition)
{
    private readonly ProblemList problems = new();

    public ContentReading Read(JsonElement root)
    {
        var members = Members(root, string.Empty, ["title", "metadata", "sections", "cells"], ["title", "metadata", "sections", "cells"]);
        var title = members.TryGetValue("title", out var t) ? Text(t, "/title", ContentJson.MaxFieldLength, lines: false) : string.Empty;
        var metadata = members.TryGetValue("metadata", out var m) ? Metadata(m) : new ReportMetadata();
        var sections = members.TryGetValue("sections", out var s) ? Sections(s) : new ReportSections();
        var figures = members.TryGetValue("cells", out var c) ? new CellsReader(edition, problems).Read(c) : [];
        if (problems.Any)
        {
            return new ContentReading.Malformed(problems.All);
        }

        return new ContentReading.Ok(
            new ReportContent
            {
                Title = title,
                Metadata = metadata,
                Sections = sections,
                Cells = CellValues.Blank(edition).With(figures),
            }
        );
    }

    private ReportMetadata Metadata(JsonElement item)
    {
        var metadata = new ReportMetadata();
        foreach (var (key, value) in Members(item, "/metadata", [.. MetadataField.All.Select(field => field.Key)], []))
        {
            metadata = MetadataField.Find(key)!.Set(metadata, Text(value, $"/metadata/{key}", ContentJson.MaxFieldLength, lines: true));
        }

        return metadata;
    }

    private ReportSections Sections(JsonElement item)
    {
        string[] required = [ReportSections.OverviewKey, ReportSections.ProblemsKey, ReportSections.OtherKey];
        var members = Members(item, "/sections", [ReportSections.PreambleKey, .. required], required);
        string Of(string key) =>
            members.TryGetValue(key, out var value)
                ? Text(value, $"/sections/{key}", ContentJson.MaxSectionLength, lines: true)
                : string.Empty;

        return new ReportSections
        {
            Preamble = Of(ReportSections.PreambleKey),
            Overview = Of(ReportSections.OverviewKey),
            Problems = Of(ReportSections.ProblemsKey),
            Other = Of(ReportSections.OtherKey),
        };
    }

    private Dictionary<string, JsonElement> Members(JsonElement item, string pointer, string[] known, string[] required)
    {
        var members = problems.Members(item, pointer, known);
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in required.Where(name => !members.ContainsKey(name)))
            {
                problems.Add($"{pointer}/{name}", "missing", $"缺少“{name}”。", $"'{name}' is missing.");
            }
        }

        return members;
    }

    private string Text(JsonElement item, string pointer, int longest, bool lines)
    {
        if (item.ValueKind != JsonValueKind.String)
        {
            problems.WrongType(pointer, "文字", "text");
            return string.Empty;
        }

        // A browser sends CR LF from a text area; only one kind of line end may reach the digest.
        var text = item.GetString()!.ReplaceLineEndings("\n");
        if (text.Length > longest)
        {
            problems.Add(pointer, "too-long", $"文字过长，最多 {longest} 字。", $"Too long: at most {longest} characters.");
        }

        if (!PrintableText.IsPrintable(text, lines))
        {
            problems.Add(
                pointer,
                "control-character",
                "含有不可见的控制字符，请删除后重新输入。",
                "Contains control characters; remove them."
            );
        }

        return text;
    }
}
