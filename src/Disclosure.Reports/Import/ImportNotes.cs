using Disclosure.Reports.Formats;

namespace Disclosure.Reports.Import;

/// <summary>Collects what an import has to say.</summary>
internal sealed class ImportNotes
{
    // A text that is no report at all need not be answered with a book.
    private const int Most = 200;

    private readonly List<ImportNote> notes = [];

    public IReadOnlyList<ImportNote> All => notes;

    public void Add(string code, string zh, string en, CellKey? cell = null, int line = 0)
    {
        if (notes.Count < Most)
        {
            notes.Add(
                new ImportNote
                {
                    Code = code,
                    MessageZh = zh,
                    MessageEn = en,
                    Cell = cell,
                    Line = line == 0 ? null : line,
                }
            );
        }
    }
}
