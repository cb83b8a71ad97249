using Disclosure.Storage.Outbox;
using Disclosure.Storage.Rows;
using Testing;

namespace Disclosure.Storage.Tests.Outbox;

public sealed class OutboxRepositoryTests(AzuriteFixture azurite) : StorageTest(azurite)
{
    private static readonly string s_id = Some.Message().Id;
    private static readonly DateTimeOffset s_lease = Some.At.AddMinutes(5);

    private OutboxRepository Outbox => new(Clients);

    [Fact]
    public async Task Add_Message_IsReadBackAndDue()
    {
        var message = Some.Message() with
        {
            ReportId = Some.Id,
            Round = 1,
            Stage = "secrecy",
            Issue = 2,
            ModelJson = """{"title":"年度报告"}""",
        };

        Assert.True(await Outbox.AddAsync(message, Cancel));

        Assert.Equal(message, (await Outbox.GetAsync(s_id, Cancel))! with { ETag = null });
        Assert.Equal([s_id], await DueAsync(Some.At));
    }

    [Fact]
    public async Task Add_TwentyTimesAtOnce_OnceAdded()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Outbox.AddAsync(Some.Message(), Cancel)));

        Assert.Single(added, was => was);
        Assert.Single(await Outbox.ListAsync(null, null, 10, Cancel));
    }

    [Fact]
    public async Task Add_SentLongAgo_IsNotSentAgain()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);
        await Outbox.MarkSentAsync(await TakenAsync(Some.At), Some.At, Cancel);

        Assert.False(await Outbox.AddAsync(Some.Message(), Cancel));
        Assert.Empty(await DueAsync(Some.At.AddYears(1)));
    }

    [Fact]
    public async Task ListDue_BeforeItsTime_IsEmpty()
    {
        await Outbox.AddAsync(Some.Message() with { NextAttemptAt = Some.At.AddHours(1) }, Cancel);

        Assert.Empty(await DueAsync(Some.At));
        Assert.Null(await Outbox.TakeAsync(s_id, Some.At, s_lease, Cancel));
        Assert.Equal([s_id], await DueAsync(Some.At.AddHours(1)));
    }

    [Fact]
    public async Task ListDue_Max_IsHeeded()
    {
        for (var n = 0; n < 60; n++)
        {
            await Outbox.AddAsync(Some.Message($"m{n}"), Cancel);
        }

        for (var bucket = 0; bucket < OutboxRepository.Buckets; bucket++)
        {
            Assert.InRange((await Outbox.ListDueAsync(bucket, Some.At, 2, Cancel)).Count, 0, 2);
        }

        Assert.Equal(60, (await DueAsync(Some.At)).Count);
    }

    [Fact]
    public async Task Take_TwentySendersAtOnce_OneHasIt()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Outbox.TakeAsync(s_id, Some.At, s_lease, Cancel)));

        Assert.Equal(1, Assert.Single(taken, message => message is not null)!.Attempts);
    }

    [Fact]
    public async Task Take_SenderDied_DueAgainAfterItsLease()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);
        var first = await TakenAsync(Some.At);

        Assert.Null(await Outbox.TakeAsync(s_id, s_lease.AddSeconds(-1), s_lease.AddMinutes(5), Cancel));
        Assert.Empty(await DueAsync(s_lease.AddSeconds(-1)));
        Assert.Equal([s_id], await DueAsync(s_lease));
        Assert.Equal(2, (await Outbox.TakeAsync(s_id, s_lease, s_lease.AddMinutes(5), Cancel))!.Attempts);
        Assert.False(await Outbox.MarkSentAsync(first, s_lease, Cancel));
    }

    [Fact]
    public async Task MarkSent_Taken_LeavesThePendingRows()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);

        Assert.True(await Outbox.MarkSentAsync(await TakenAsync(Some.At), Some.At.AddSeconds(3), Cancel));

        var sent = (await Outbox.GetAsync(s_id, Cancel))!;
        Assert.Equal((OutboxState.Sent, Some.At.AddSeconds(3)), (sent.State, sent.SentAt));
        Assert.Empty(await DueAsync(Some.At.AddYears(1)));
        Assert.Null(await Outbox.TakeAsync(s_id, Some.At.AddYears(1), s_lease.AddYears(1), Cancel));
    }

    [Fact]
    public async Task MarkSent_AnswerLost_IsTrue()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);
        var taken = await TakenAsync(Some.At);
        var broken = new OutboxRepository(
            MakeClients(new HttpPipelinePolicyAt(new FaultPolicy(Break.BeforeTheAnswer, 1), Azure.Core.HttpPipelinePosition.PerRetry))
        );

        Assert.True(await broken.MarkSentAsync(taken, Some.At, Cancel));
    }

    [Fact]
    public async Task MarkFailed_WithANextTime_IsDueThen()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);

        Assert.True(await Outbox.MarkFailedAsync(await TakenAsync(Some.At), new string('4', 5_000), Some.At.AddHours(1), Cancel));

        Assert.Empty(await DueAsync(Some.At.AddMinutes(59)));
        Assert.Equal([s_id], await DueAsync(Some.At.AddHours(1)));
        Assert.Equal(1_000, (await Outbox.GetAsync(s_id, Cancel))!.LastError!.Length);
    }

    [Fact]
    public async Task MarkFailed_GivenUp_IsFailedUntilResent()
    {
        await Outbox.AddAsync(Some.Message(), Cancel);
        await Outbox.MarkFailedAsync(await TakenAsync(Some.At), "550", null, Cancel);
        Assert.Equal(OutboxState.Failed, (await Outbox.GetAsync(s_id, Cancel))!.State);
        Assert.Empty(await DueAsync(Some.At.AddYears(1)));

        Assert.True(await Outbox.ResendAsync(s_id, Some.At.AddDays(1), Cancel));

        Assert.Equal([s_id], await DueAsync(Some.At.AddDays(1)));
        Assert.Equal(
            (OutboxState.Pending, 0),
            ((await Outbox.GetAsync(s_id, Cancel))!.State, (await Outbox.GetAsync(s_id, Cancel))!.Attempts)
        );
    }

    [Fact]
    public async Task Resend_Unknown_IsFalse() => Assert.False(await Outbox.ResendAsync("none", Some.At, Cancel));

    [Fact]
    public async Task List_ByAddressAndState_NewestFirst()
    {
        await Outbox.AddAsync(Some.Message("a", "A@example.gov.cn") with { CreatedAt = Some.At }, Cancel);
        await Outbox.AddAsync(Some.Message("b", "a@example.gov.cn") with { CreatedAt = Some.At.AddMinutes(2) }, Cancel);
        await Outbox.AddAsync(Some.Message("c", "b@example.gov.cn") with { CreatedAt = Some.At.AddMinutes(1) }, Cancel);
        var taken = (await Outbox.TakeAsync("b", Some.At, s_lease, Cancel))!;
        await Outbox.MarkSentAsync(taken, Some.At, Cancel);

        Assert.Equal(["b", "c", "a"], await IdsAsync(null, null, 10));
        Assert.Equal(["b", "a"], await IdsAsync("a@EXAMPLE.gov.cn", null, 10));
        Assert.Equal(["a"], await IdsAsync("a@example.gov.cn", OutboxState.Pending, 10));
        Assert.Equal(["b"], await IdsAsync(null, OutboxState.Sent, 10));
        Assert.Equal(["b"], await IdsAsync(null, null, 1));

        async Task<IEnumerable<string>> IdsAsync(string? to, OutboxState? state, int max) =>
            (await Outbox.ListAsync(to, state, max, Cancel)).Select(message => message.Id);
    }

    [Fact]
    public async Task PurgeSent_OldOnes_LeavesYoungAndUnsent()
    {
        foreach (var (id, at) in ((string, DateTimeOffset)[])[("old", Some.At), ("young", Some.At.AddDays(30))])
        {
            await Outbox.AddAsync(Some.Message(id), Cancel);
            await Outbox.MarkSentAsync((await Outbox.TakeAsync(id, Some.At, s_lease, Cancel))!, at, Cancel);
        }

        await Outbox.AddAsync(Some.Message("pending"), Cancel);

        Assert.Equal(1, await Outbox.PurgeSentAsync(Some.At.AddDays(30), Cancel));
        Assert.Equal(["pending", "young"], (await Outbox.ListAsync(null, null, 10, Cancel)).Select(message => message.Id).Order());
    }

    [Fact]
    public async Task Add_ModelBeyondARow_RefusedAndNothingWritten()
    {
        await Assert.ThrowsAsync<StorageLimitException>(() =>
            Outbox.AddAsync(Some.Message() with { ModelJson = new string('x', 600_000) }, Cancel)
        );

        Assert.Null(await Outbox.GetAsync(s_id, Cancel));
    }

    private async Task<OutboxMessage> TakenAsync(DateTimeOffset now) => (await Outbox.TakeAsync(s_id, now, s_lease, Cancel))!;

    private async Task<List<string>> DueAsync(DateTimeOffset now)
    {
        var due = new List<string>();
        for (var bucket = 0; bucket < OutboxRepository.Buckets; bucket++)
        {
            due.AddRange(await Outbox.ListDueAsync(bucket, now, 100, Cancel));
        }

        return due;
    }
}
