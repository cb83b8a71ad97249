using System.Globalization;
using System.Text.RegularExpressions;
using Disclosure.Reports;

namespace Disclosure.Storage.Blobs;

/// <summary>Names a rendered document: <c>620700082/2021-00002/r000003/report.pdf</c>.</summary>
public sealed partial record DocumentName
{
    /// <param name="number">The publication.</param>
    /// <param name="revision">The revision rendered: each has its own folder, so a correction never overwrites what is public.</param>
    /// <param name="fileName">1 to 64 of <c>A–Z a–z 0–9 . _ -</c>, not beginning with a dot.</param>
    /// <exception cref="ArgumentException">The file name has another character.</exception>
    public DocumentName(IndexNumber number, int revision, string fileName)
    {
        if (!GoodName().IsMatch(fileName))
        {
            throw new ArgumentException("A document's file name is 1 to 64 of A-Z a-z 0-9 . _ - and begins with no dot.", nameof(fileName));
        }

        (Number, Revision, FileName) = (number, revision, fileName);
    }

    /// <summary>The publication.</summary>
    public IndexNumber Number { get; }

    /// <summary>The revision rendered.</summary>
    public int Revision { get; }

    /// <summary>The last part.</summary>
    public string FileName { get; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/r{Revision:D6}/{FileName}");

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoodName();
}

/// <summary>A rendered document as stored.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ContentType">With its charset where it is text.</param>
/// <param name="Digest">SHA-256 of the bytes, checked on reading.</param>
/// <param name="StoredAt">When it was written.</param>
public sealed record StoredDocument(byte[] Content, string ContentType, ContentDigest Digest, DateTimeOffset StoredAt);
