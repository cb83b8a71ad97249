using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Texts;

namespace Disclosure.Reports.Import;

/// <summary>One import: items in, content and notes out.</summary>
/// <param name="items">What was read, in order.</param>
/// <param name="edition">The form to place it in.</param>
/// <param name="reportYear">The year of the report wanted, should there be several; null if it is not known.</param>
/// <param name="notes">What reading had to say already.</param>
internal sealed class ImportReading(IReadOnlyList<ImportItem> items, FormatEdition edition, int? reportYear, ImportNotes notes)
{
    public ImportResult Result()
    {
        if (items.Count > TextItems.Most)
        {
            notes.Add(
                "source-cut",
                $"原文过长，只读取了前 {TextItems.Most} 段。请只保留报告内容后重新导入。",
                $"The source is too long; only its first {TextItems.Most} pieces were read. Keep the report only and import again."
            );
        }

        var (map, head, title) = Chosen();
        var (metadata, used) = MetadataImport.Read(head, title);
        NoteTitle(title);
        NoteSections(map);
        var figures = Figures(map);
        var content = new ReportContent
        {
            Title = LimitedText.Of(title.Title, ContentJson.MaxFieldLength, lines: false, notes),
            Metadata = MetadataField.All.Aggregate(
                metadata,
                (m, field) => field.Set(m, LimitedText.Of(field.Get(m), ContentJson.MaxFieldLength, lines: false, notes))
            ),
            Sections = new ReportSections
            {
                Preamble = LimitedText.Of(Preamble.Read(head, title, used), ContentJson.MaxSectionLength, lines: true, notes),
                Overview = Text(map, ReportSections.OverviewKey),
                Problems = Text(map, ReportSections.ProblemsKey),
                Other = Text(map, ReportSections.OtherKey),
            },
            Cells = CellValues.Blank(edition).With(figures),
        };
        NoteScript(content);
        return new ImportResult
        {
            Content = content,
            Notes = notes.All,
            PlacedCells = figures.Count(figure => figure.Value is not null),
        };
    }

    private (SectionMap Map, IReadOnlyList<ImportItem> Head, TitleFinder Title) Chosen()
    {
        var reports = SectionMap
            .Of(items, edition)
            .Select(map =>
            {
                IReadOnlyList<ImportItem> head = [.. items.Skip(map.From).Take(map.Start - map.From)];
                return (Map: map, Head: head, Title: TitleFinder.In(head, edition, reportYear));
            })
            .ToList();
        var chosen = reports.FindIndex(report => report.Title.Year is { } year && (reportYear is null ? Covers(year) : year == reportYear));
        var (read, number) = (reports[Math.Max(0, chosen)], Math.Max(0, chosen) + 1);
        if (reports.Count > 1)
        {
            notes.Add(
                "several-reports",
                $"原文中有 {reports.Count} 份报告，只导入了第 {number} 份“{read.Title.Title}”。",
                $"There are {reports.Count} reports in it; only number {number}, “{read.Title.Title}”, was imported."
            );
        }

        return read;
    }

    private bool Covers(int year) => FormatEdition.TryFor(year, out var own) && ReferenceEquals(own, edition);

    private IReadOnlyDictionary<CellKey, decimal?> Figures(SectionMap map)
    {
        var placer = new CellPlacer(edition, notes);
        foreach (var section in edition.Sections.Where(section => section.TableId is not null))
        {
            var table = edition.Table(section.TableId!);
            var body = map.Items(section);
            NoteText(section, body);
            var pieces = FigureText.Of(body);
            switch (table.Id)
            {
                case "proactive":
                    ProactiveImport.Read(table, pieces, placer, notes);
                    break;
                case "requests":
                    RequestsImport.Read(table, pieces, placer, notes);
                    break;
                default:
                    CasesImport.Read(table, pieces, placer, notes);
                    break;
            }

            NoteMissingRows(table, section, map, placer);
        }

        return placer.Placed;
    }

    private void NoteMissingRows(TableFormat table, SectionFormat section, SectionMap map, CellPlacer placer)
    {
        var rows = table
            .Parts.SelectMany(part =>
                part.Rows.Where(row => row.HasFigures)
                    .Select(row => (Row: row, Key: new CellKey(table.Id, part.Id, row.Key, part.Columns[0].Key)))
            )
            .ToList();
        var missing = rows.FindAll(row => !placer.Has(row.Key));
        if (missing.Count == rows.Count)
        {
            if (map.Has(section))
            {
                notes.Add("table-missing", $"“{section.Title}”没有读到表格。", $"No table was read for “{section.TitleEn}”.");
            }

            return;
        }

        foreach (var (row, key) in missing)
        {
            notes.Add("row-missing", $"没有读到“{row.Label}”这一行。", $"The row “{row.LabelEn}” was not found.", key);
        }
    }

    // The form has no place for a text in a section that is a table; it is not lost unsaid.
    private void NoteText(SectionFormat section, IReadOnlyList<ImportItem> body)
    {
        if (
            body.FirstOrDefault(item => item.Text.Length > 12 && item.Flat.AsSpan().ContainsAny('。', ';') && !item.Flat.StartsWith('(')) is
            { } text
        )
        {
            notes.Add(
                "text-unplaced",
                $"“{section.Title}”中有表格以外的文字，没有导入。",
                $"“{section.TitleEn}” holds text beside its table; it was not imported.",
                line: text.Line
            );
        }
    }

    private void NoteTitle(TitleFinder title)
    {
        if (title.Title.Length == 0)
        {
            notes.Add("title-missing", "没有找到标题。", "No title was found.");
        }
        else if (title.Year is { } year && !Covers(year))
        {
            notes.Add(
                "edition-differs",
                $"标题是 {year} 年度的报告，不用 {edition.Edition} 版格式。",
                $"The title is of a report for {year}, which does not use the {edition.Edition} edition."
            );
        }
    }

    private void NoteSections(SectionMap map)
    {
        foreach (var section in edition.Sections.Where(section => !map.Has(section)))
        {
            notes.Add("section-missing", $"没有找到“{section.Title}”。", $"“{section.TitleEn}” was not found.");
        }
    }

    private void NoteScript(ReportContent content)
    {
        var text = string.Concat(content.Sections.InOrder().Select(section => section.Text).Prepend(content.Title));
        var han = text.Count(c => c is >= '\u4E00' and <= '\u9FFF');
        var traditional = text.Count(TextFolding.IsTraditional);

        // A few such characters stand in simplified texts too, in names and old words.
        if (traditional >= 5 && traditional * 20 >= han)
        {
            notes.Add("traditional-script", "正文是繁体字，按原样保留。", "The text is in traditional script and is kept as written.");
        }
    }

    private string Text(SectionMap map, string key) =>
        LimitedText.Of(
            string.Join('\n', map.Items(edition.Section(key)).Select(item => item.Text).Where(text => text.Length > 0)),
            ContentJson.MaxSectionLength,
            lines: true,
            notes
        );
}
