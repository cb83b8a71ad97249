using Disclosure.Reports.Changes;
using Disclosure.Reports.Checking;

namespace Disclosure.Functions.Api;

/// <summary>A finding in the caller's language.</summary>
internal sealed record FindingView
{
    public required string Id { get; init; }

    public required Severity Severity { get; init; }

    public required string Rule { get; init; }

    public required string Message { get; init; }

    public required IReadOnlyList<PlaceView> Places { get; init; }

    public required AdviceView? Advice { get; init; }

    public static IReadOnlyList<FindingView> Of(IEnumerable<Finding> findings, Language language) =>
        [.. findings.Select(finding => Of(finding, language))];

    private static FindingView Of(Finding finding, Language language) =>
        new()
        {
            Id = finding.Id,
            Severity = finding.Severity,
            Rule = finding.Rule,
            Message = language == Language.En ? finding.MessageEn : finding.MessageZh,
            Places = [.. finding.Places.Select(PlaceView.Of)],
            Advice = finding.Advice is { } advice
                ? new AdviceView(language == Language.En ? advice.En : advice.Zh, [.. advice.Patch.Select(CellView.Of)])
                : null,
        };
}

/// <summary>What to do about a finding: in words, and as cells to set.</summary>
internal sealed record AdviceView(string Text, IReadOnlyList<CellView> Patch);

/// <summary>One cell and a value for it.</summary>
internal sealed record CellView(string Table, string? Part, string Row, string Col, decimal? Value)
{
    public static CellView Of(CellPatch patch) => new(patch.Key.Table, patch.Key.Part, patch.Key.Row, patch.Key.Col, patch.Value);
}

/// <summary>Where a finding is: a cell, a span of a text, or a metadata field. Members that do not apply are null.</summary>
internal sealed record PlaceView
{
    public required string Kind { get; init; }

    public string? Table { get; init; }

    public string? Part { get; init; }

    public string? Row { get; init; }

    public string? Col { get; init; }

    public string? Section { get; init; }

    public int? Start { get; init; }

    public int? Length { get; init; }

    public string? Metadata { get; init; }

    public static PlaceView Of(FindingPlace place) =>
        place switch
        {
            FindingPlace.Cell(var key) => new PlaceView
            {
                Kind = "cell",
                Table = key.Table,
                Part = key.Part,
                Row = key.Row,
                Col = key.Col,
            },
            FindingPlace.Text(var section, var start, var length) => new PlaceView
            {
                Kind = "text",
                Section = section,
                Start = start,
                Length = length,
            },
            FindingPlace.Metadata(var key) => new PlaceView { Kind = "metadata", Metadata = key },
            _ => throw new InvalidOperationException($"No view is known of {place.GetType().Name}."),
        };
}

/// <summary>Something that changed between two revisions.</summary>
internal sealed record ChangeView
{
    public required string Label { get; init; }

    public string? Cell { get; init; }

    public decimal? Before { get; init; }

    public decimal? After { get; init; }

    public string? Field { get; init; }

    public IReadOnlyList<TextSegment>? Segments { get; init; }

    public static IReadOnlyList<ChangeView> Of(IEnumerable<ContentChange> changes, Language language) =>
        [.. changes.Select(change => Of(change, language))];

    private static ChangeView Of(ContentChange change, Language language)
    {
        var label = language == Language.En ? change.LabelEn : change.LabelZh;
        return change switch
        {
            ContentChange.Cell cell => new ChangeView
            {
                Label = label,
                Cell = cell.Key.ToString(),
                Before = cell.Before,
                After = cell.After,
            },
            ContentChange.Text text => new ChangeView
            {
                Label = label,
                Field = text.Field,
                Segments = text.Segments,
            },
            _ => throw new InvalidOperationException($"No view is known of {change.GetType().Name}."),
        };
    }
}
