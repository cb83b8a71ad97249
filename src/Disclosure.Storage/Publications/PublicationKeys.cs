using System.Globalization;
using Disclosure.Reports;
using Disclosure.Storage.Rows;

namespace Disclosure.Storage.Publications;

/// <summary>
/// Keys of the publications table: in the shard of its organ, <c>n|…</c> the publication, <c>c|…</c> its newest change, <c>!</c> the number
/// of the shard's last change.
/// </summary>
internal static class PublicationKeys
{
    public const int Shards = 16;
    public const string Head = "!";

    public static string Shard(OrganCode organ) => Keys.Bucket(organ.Value, Shards);

    /// <summary>Year and serial count down, so that an organ's range comes newest first.</summary>
    public static string Publication(IndexNumber number) =>
        Keys.Join("n", number.Organ.Value, Keys.Number(9_999 - number.Year, 4), Keys.Number(99_999 - number.Serial, 5));

    public static (string From, string Before) OfOrgan(OrganCode organ) =>
        (Keys.Join("n", organ.Value, ""), Keys.Join("n", organ.Value) + Keys.Behind);

    public static string Change(long sequence) => Keys.Join("c", sequence.ToString("D12", CultureInfo.InvariantCulture));

    public static (string From, string Before) ChangesAfter(long sequence) => (Change(sequence + 1), "c" + Keys.Behind);
}
