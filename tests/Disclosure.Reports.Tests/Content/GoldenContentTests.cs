using System.Text;
using Disclosure.Reports.Content;
using Disclosure.Reports.Formats;
using Disclosure.Reports.Tests.Import;
using Disclosure.Reports.Tests.Samples;

namespace Disclosure.Reports.Tests.Content;

/// <summary>
/// The canonical bytes are what published digests stand for: they may never change, or every digest that was given out is wrong.
/// The golden files are added to, never edited.
/// </summary>
public sealed class GoldenContentTests
{
    [Theory]
    [InlineData("content-2019.json", 2020, "0dc04fb5f2e9da50239d56320bc646aad8ae93c9ef7a7dfc438ee492e5cf3ee6")]
    [InlineData("content-2021.json", 2021, "2ea884a82a9dad50e0ac013cadcd103bde4481dfdae324307fa8b76ef69b2c12")]
    public void Write_KnownContent_GivesTheGoldenBytesAndDigest(string file, int year, string digest)
    {
        var content = ReportImporterTests.Numbered(FormatEdition.For(year), year);

        Assert.Equal(Sample.File(file), Encoding.UTF8.GetString(ContentJson.Write(content)));
        Assert.Equal(digest, ContentJson.Digest(content).ToString());
    }

    [Theory]
    [InlineData("content-2019.json", 2020)]
    [InlineData("content-2021.json", 2021)]
    public void Read_GoldenFile_IsTheContent(string file, int year)
    {
        var reading = ContentJson.Read(Encoding.UTF8.GetBytes(Sample.File(file)), FormatEdition.For(year));

        Assert.Equal(ReportImporterTests.Numbered(FormatEdition.For(year), year), Assert.IsType<ContentReading.Ok>(reading).Content);
    }

    [Fact]
    public void Keys_Metadata_AreTheOnesGivenOut() =>
        Assert.Equal(
            [
                "indexNumber",
                "name",
                "documentNumber",
                "keywords",
                "issuingOrgan",
                "disclosureForm",
                "department",
                "generatedOn",
                "validity",
                "summary",
            ],
            MetadataField.All.Select(field => field.Key)
        );

    [Fact]
    public void GetSet_EveryMetadataField_IsItsOwn()
    {
        var filled = MetadataField.All.Aggregate(new ReportMetadata(), (metadata, field) => field.Set(metadata, $"值 {field.Key}"));

        Assert.All(MetadataField.All, field => Assert.Equal($"值 {field.Key}", field.Get(filled)));
        Assert.Null(MetadataField.Find("IndexNumber"));
    }
}
