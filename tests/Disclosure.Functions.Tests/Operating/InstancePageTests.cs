using Disclosure.Functions.Demo;
using Disclosure.Functions.Operating.Instances;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Tests.Operating;

/// <summary>Lists of instances through the engine's own client, whose pages are cut before our filters.</summary>
public sealed class InstancePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Read_AnyFilterAndSize_FullPagesOfEverythingOnce(int top)
    {
        var client = Client();
        foreach (
            var (wishes, count) in new[]
            {
                (Wishes(), 450),
                (Wishes() with { Name = "ReviewStage" }, 300),
                (Wishes() with { Name = "reportlifecycle" }, 150),
                (Wishes() with { Tag = ("length", "14") }, 150),
                (Wishes() with { Tag = ("none", null) }, 0),
                (Wishes() with { Statuses = [OrchestrationRuntimeStatus.Completed] }, 150),
                (Wishes() with { Prefix = "620700082-20" }, 300),
            }
        )
        {
            var pages = new List<IReadOnlyList<OrchestrationMetadata>>();
            string? token = null;
            do
            {
                Assert.True(InstanceCursor.TryParse(token, out var cursor));
                var page = await InstancePage.ReadAsync(client, wishes with { Top = top, Cursor = cursor }, Cancel);
                pages.Add(page.Instances);
                token = page.Continuation;
            } while (token is not null);

            Assert.All(pages.SkipLast(1), page => Assert.Equal(top, page.Count));
            var ids = pages.SelectMany(page => page).Select(instance => instance.InstanceId).ToList();
            Assert.Equal(count, ids.Count);
            Assert.Equal(count, ids.Distinct().Count());
            Assert.DoesNotContain(ids, id => id.StartsWith('9'));
        }
    }

    [Theory]
    [InlineData("0.")]
    [InlineData("12.YWJj")]
    public void Cursor_RoundTrip_IsTheSame(string token)
    {
        Assert.True(InstanceCursor.TryParse(token, out var cursor));
        Assert.Equal(token, cursor.ToToken());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1.YWJj")]
    [InlineData("1.***")]
    [InlineData("1.YWJj.2")]
    public void Cursor_Nonsense_IsRefused(string token) => Assert.False(InstanceCursor.TryParse(token, out _));

    [Theory]
    [InlineData("?top=0", "top")]
    [InlineData("?top=201", "top")]
    [InlineData("?top=ten", "top")]
    [InlineData("?status=Asleep", "status")]
    [InlineData("?status=Running,Asleep", "status")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?to=31", "to")]
    [InlineData("?tag==x", "tag")]
    [InlineData("?continuation=zzz", "continuation")]
    public void Wishes_Wrong_NameTheParameterInBothLanguages(string query, string expected)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            var wrong = Assert.IsType<WishReading.Wrong>(Read(query + "&lang=" + language));

            var error = Assert.Single(wrong.Errors);
            Assert.Equal(expected, error.Pointer);
            Assert.Equal(language == "zh", error.Message.Any(letter => letter >= '一'));
        }
    }

    [Fact]
    public void Wishes_EverythingGiven_IsRead()
    {
        var wishes = Assert
            .IsType<WishReading.Read>(
                Read(
                    "?status=running,Suspended&name=ReviewStage&from=2022-01-01T00:00:00+08:00&to=2022-02-01&prefix=620700082-2021:&tag=organ=a=b&top=5"
                )
            )
            .Wishes;

        Assert.Equal([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended], wishes.Statuses);
        Assert.Equal("ReviewStage", wishes.Name);
        Assert.Equal(new DateTimeOffset(2021, 12, 31, 16, 0, 0, TimeSpan.Zero), wishes.From);
        Assert.Equal(new DateTimeOffset(2022, 2, 1, 0, 0, 0, TimeSpan.Zero), wishes.To);
        Assert.Equal("620700082-2021:", wishes.Prefix);
        Assert.Equal(("organ", "a=b"), wishes.Tag);
        Assert.Equal(5, wishes.Top);
    }

    [Theory]
    [InlineData("", "620700082-")]
    [InlineData("?prefix=6207", "620700082-")]
    [InlineData("?prefix=620700082", "620700082-")]
    [InlineData("?prefix=620700082-2020", "620700082-2020")]
    public void Prefix_OfTheOwnOrgan_NeverWiderThanTheOrgan(string query, string expected) =>
        Assert.Equal(expected, Assert.IsType<WishReading.Read>(Read(query)).Wishes.Prefix);

    [Theory]
    [InlineData("?prefix=999")]
    [InlineData("?prefix=620700083-2020")]
    [InlineData("?prefix=620700082x")]
    public void Prefix_OfAnotherOrgan_IsElsewhere(string query) => Assert.IsType<WishReading.Elsewhere>(Read(query));

    private static WishReading Read(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        return WishReading.Of(context.Request, DemoPeople.Organ);
    }

    private static InstanceWishes Wishes() => new() { Prefix = InstanceAddress.PrefixOf(DemoPeople.Organ) };

    private static FakeDurableClient Client()
    {
        var client = new FakeDurableClient();
        for (var year = 1950; year < 2100; year++)
        {
            client.Set($"620700082-{year}", OrchestrationRuntimeStatus.Running);
            client.Set($"620700082-{year}:1:secrecy", OrchestrationRuntimeStatus.Completed);
            client.Set($"620700082-{year}:1:signoff", OrchestrationRuntimeStatus.Running);
            client.Set($"999999999-{year}", OrchestrationRuntimeStatus.Running);
        }

        return client;
    }
}
