using Disclosure.Functions.Reminders.Mail;
using Disclosure.Reports;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Outbox;
using Microsoft.Azure.Functions.Worker;
using Testing;

namespace Disclosure.Functions.Tests.Reminders.Mail;

/// <summary>The outbox against a real SMTP server that takes, refuses, defers, hangs up or is not there.</summary>
public sealed class SmtpTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Send_ReviewMails_ArriveWholeInBothPartsAndOnce()
    {
        await using var server = await MailServer.StartAsync();
        await using var office = await OpenAsync(server.Port);
        await office.ToSecrecyReviewAsync();

        await SendAsync(office);
        await SendAsync(office);

        Assert.Equal(["secrecy1@zhangye.example", "secrecy2@zhangye.example"], server.Received.SelectMany(mail => mail.To).Order());
        var mail = server.Received.First(mail => mail.To[0] == "secrecy1@zhangye.example");
        var link = $"https://xxgk.example/review/{await office.TokenAsync("secrecy", "secrecy1")}";
        Assert.Contains("2021年政府信息公开工作年度报告", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);
        Assert.Contains(link, mail.Html, StringComparison.Ordinal);
        Assert.Matches(@"\b\d{6}\b", mail.Text);
        Assert.Equal("\"政府信息公开\" <xxgk@zhangye.example>", mail.From);
        Assert.Equal("auto-generated", mail.AutoSubmitted);
        Assert.EndsWith("@xxgk.example>", mail.MessageId, StringComparison.Ordinal);
        Assert.All(
            await office.Get<OutboxRepository>().ListAsync(null, null, 10, Office.Cancel),
            m => Assert.Equal(OutboxState.Sent, m.State)
        );
    }

    [Fact]
    public async Task Send_ServerDead_DelaysAllLosesAndDoublesNone()
    {
        var port = AzuriteFixture.FreePort();
        await using var office = await OpenAsync(port);
        await office.ToSecrecyReviewAsync();
        await SendAsync(office);
        var waiting = await PendingAsync(office);
        Assert.Equal(2, waiting.Count);
        Assert.Contains(waiting, message => message.LastError == "the mail server does not answer");

        // The others were spared the try: the server is dead for all.
        Assert.Equal(1, waiting.Sum(message => message.Attempts));
        await using var server = await MailServer.StartAsync(port);
        await SendUntilQuietAsync(office);

        Assert.Equal(2, server.Received.Count);
        Assert.Equal(2, server.Received.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Send_DeadForAWeek_StillPending()
    {
        await using var office = await OpenAsync(AzuriteFixture.FreePort());
        await office.ToSecrecyReviewAsync();
        for (var i = 0; i < 30; i++)
        {
            await SendAsync(office);
            office.Time.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal(2, (await PendingAsync(office)).Count);
    }

    [Fact]
    public async Task Send_ServerAsksToComeBackLater_SentOnceWhenItTakesThem()
    {
        await using var server = await MailServer.StartAsync();
        await using var office = await OpenAsync(server.Port);
        await office.ToSecrecyReviewAsync();
        await server.BehaveAsync("later");
        await SendAsync(office);
        Assert.Empty(server.Received);
        Assert.Contains(await PendingAsync(office), message => message.LastError == "the mail server answers 451");

        await server.BehaveAsync("take");
        await SendUntilQuietAsync(office);

        Assert.Equal(2, server.Received.Count);
    }

    [Fact]
    public async Task Send_MailboxRefused_GivenUpAfterThreeTriesVisibleAndSentWhenAskedFor()
    {
        await using var server = await MailServer.StartAsync();
        await using var office = await OpenAsync(server.Port);
        await office.ToSecrecyReviewAsync();
        await server.BehaveAsync("refuse");
        await SendUntilQuietAsync(office);

        var outbox = office.Get<OutboxRepository>();
        var failed = await outbox.ListAsync(null, OutboxState.Failed, 10, Office.Cancel);
        Assert.Equal(2, failed.Count);
        Assert.All(failed, message => Assert.Equal((3, "RecipientNotAccepted 550"), (message.Refusals, message.LastError)));

        // What waits for a person is found among what is unsent, whatever else was ever sent.
        Assert.Equal(2, (await outbox.ListUnsentAsync(office.Report.Organ, 10, Office.Cancel)).Count);
        Assert.Empty(await outbox.ListUnsentAsync(OrganCode.Parse("999999999"), 10, Office.Cancel));
        Assert.Equal(new UnsentMail(0, 0, 2), await outbox.CountUnsentAsync(office.Time.GetUtcNow(), Office.Cancel));

        await server.BehaveAsync("take");
        Assert.True(await outbox.ResendAsync(failed[0].Id, office.Time.GetUtcNow(), Office.Cancel));
        await SendAsync(office);
        Assert.Equal(failed[0].ToEmail, Assert.Single(server.Received).To[0]);
    }

    [Fact]
    public async Task F40_Send_ConnectionBreaksBeforeTheAnswer_SecondMailHasTheSameMessageId()
    {
        await using var server = await MailServer.StartAsync();
        await using var office = await OpenAsync(server.Port);
        await office.ToSecrecyReviewAsync();
        await server.BehaveAsync("hang-up");
        await SendUntilQuietAsync(office);

        // Nobody can tell a taken mail from a lost one then: it goes out again, recognisable as the same one.
        Assert.Equal(3, server.Received.Count);
        Assert.Equal(2, server.Received.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData("right", null)]
    [InlineData("wrong", "the mail server refuses the user name or password")]
    public async Task Send_SignedIn_AsSet(string password, string? error)
    {
        await using var server = await MailServer.StartAsync();
        await using var office = await OpenAsync(server.Port, ("UserName", "xxgk"), ("Password", password));
        await office.ToSecrecyReviewAsync();
        await SendAsync(office);

        if (error is null)
        {
            Assert.All(server.Received, mail => Assert.Equal("xxgk", mail.User));
            Assert.Equal(2, server.Received.Count);
            return;
        }

        Assert.Contains(await PendingAsync(office), message => message.LastError == error);
    }

    private Task<Office> OpenAsync(int port, params (string Name, string Value)[] more) =>
        Office.OpenAsync(
            azurite,
            [
                ("Disclosure:Mail:Host", "127.0.0.1"),
                ("Disclosure:Mail:Port", $"{port}"),
                ("Disclosure:Mail:Security", "None"),
                ("Disclosure:Mail:From", "xxgk@zhangye.example"),
                .. more.Select(setting => ($"Disclosure:Mail:{setting.Name}", setting.Value)),
            ]
        );

    private static Task SendAsync(Office office) => office.Get<OutboxSender>().Run(new TimerInfo(), Office.Cancel);

    private static async Task SendUntilQuietAsync(Office office)
    {
        for (var i = 0; i < 10 && (await PendingAsync(office)).Count > 0; i++)
        {
            office.Time.Advance(TimeSpan.FromMinutes(15));
            await SendAsync(office);
        }
    }

    private static Task<IReadOnlyList<OutboxMessage>> PendingAsync(Office office) =>
        office.Get<OutboxRepository>().ListAsync(null, OutboxState.Pending, 10, Office.Cancel);
}
