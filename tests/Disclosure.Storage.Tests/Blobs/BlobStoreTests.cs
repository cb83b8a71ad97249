using System.Text;
using Azure.Storage.Blobs;
using Disclosure.Reports;
using Disclosure.Storage.Blobs;
using Disclosure.Storage.Rows;
using Testing;

namespace Disclosure.Storage.Tests.Blobs;

public sealed class BlobStoreTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private static readonly byte[] s_bytes = Encoding.UTF8.GetBytes("{\"title\":\"年度报告\"}");
    private static readonly DocumentName s_name = new(IndexNumber.Parse("620700082/2021-00002"), 3, "report.pdf");

    private ContentStore Content => new(Clients);

    private DocumentStore Documents => new(Clients);

    [Fact]
    public async Task ContentPut_Bytes_AreReadBackByTheirDigest()
    {
        var digest = await Content.PutAsync(s_bytes, Cancel);

        Assert.Equal(ContentDigest.Of(s_bytes), digest);
        Assert.Equal(s_bytes, await Content.ReadAsync(digest, Cancel));
    }

    [Fact]
    public async Task ContentPut_Twice_IsWrittenOnce()
    {
        var digest = await Content.PutAsync(s_bytes, Cancel);
        var blob = Clients.Container(StorageNames.Content).GetBlobClient(digest.Value);
        var first = (await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value.ETag;

        await Content.PutAsync(s_bytes, Cancel);

        Assert.Equal(first, (await blob.GetPropertiesAsync(cancellationToken: Cancel)).Value.ETag);
    }

    [Fact]
    public async Task ContentPut_TwentyAtOnce_AllSucceed()
    {
        var digests = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Content.PutAsync(s_bytes, Cancel)));

        Assert.Single(digests.Distinct());
        Assert.Equal(s_bytes, await Content.ReadAsync(digests[0], Cancel));
    }

    [Fact]
    public async Task ContentRead_Unknown_IsNull() => Assert.Null(await Content.ReadAsync(Some.Digest, Cancel));

    [Fact]
    public async Task ContentRead_ChangedInTheStore_Refused()
    {
        var digest = await Content.PutAsync(s_bytes, Cancel);
        await OverwriteAsync(StorageNames.Content, digest.Value);

        await Assert.ThrowsAsync<DamagedRowException>(() => Content.ReadAsync(digest, Cancel));
    }

    [Fact]
    public async Task DocumentPut_Bytes_AreReadBackWithTypeAndDigest()
    {
        var digest = await Documents.PutAsync(s_name, s_bytes, "application/pdf", Cancel);

        var read = (await Documents.ReadAsync(s_name, Cancel))!;
        Assert.Equal(s_bytes, read.Content);
        Assert.Equal(("application/pdf", digest), (read.ContentType, read.Digest));
    }

    [Fact]
    public async Task DocumentPut_Again_Replaces()
    {
        await Documents.PutAsync(s_name, s_bytes, "application/pdf", Cancel);
        await Documents.PutAsync(s_name, "half"u8.ToArray(), "text/plain", Cancel);

        Assert.Equal("half"u8.ToArray(), (await Documents.ReadAsync(s_name, Cancel))!.Content);
    }

    [Fact]
    public async Task DocumentRead_ChangedInTheStore_Refused()
    {
        await Documents.PutAsync(s_name, s_bytes, "application/pdf", Cancel);
        await OverwriteAsync(StorageNames.Documents, s_name.ToString());

        await Assert.ThrowsAsync<DamagedRowException>(() => Documents.ReadAsync(s_name, Cancel));
    }

    [Fact]
    public async Task DocumentRead_Unknown_IsNull() => Assert.Null(await Documents.ReadAsync(s_name, Cancel));

    [Fact]
    public async Task DocumentList_TwoPublications_OnlyThatOnes()
    {
        await Documents.PutAsync(s_name, s_bytes, "application/pdf", Cancel);
        await Documents.PutAsync(new DocumentName(s_name.Number, 4, "page.html"), s_bytes, "text/html", Cancel);
        await Documents.PutAsync(new DocumentName(IndexNumber.Parse("620700082/2021-00003"), 1, "page.html"), s_bytes, "text/html", Cancel);

        Assert.Equal(
            ["620700082/2021-00002/r000003/report.pdf", "620700082/2021-00002/r000004/page.html"],
            await Documents.ListAsync(s_name.Number, Cancel)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("报告.pdf")]
    [InlineData("a\u202eb")]
    [InlineData("a.pdf\n")]
    public void DocumentName_UnsafeFileName_Refused(string fileName) =>
        Assert.Throws<ArgumentException>(() => new DocumentName(s_name.Number, 1, fileName));

    [Theory]
    [InlineData(StorageNames.Content)]
    [InlineData(StorageNames.Documents)]
    public async Task Containers_Anonymous_AreRefused(string container)
    {
        var anonymous = new BlobContainerClient(Clients.Container(container).Uri);

        var refused = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => anonymous.GetPropertiesAsync(cancellationToken: Cancel));
        Assert.InRange(refused.Status, 401, 404);
    }

    private async Task OverwriteAsync(string container, string name) =>
        await Clients.Container(container).GetBlobClient(name).UploadAsync(BinaryData.FromString("forged"), overwrite: true, Cancel);
}
