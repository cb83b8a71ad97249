using System.Text;
using Disclosure.Reports;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Signals;

namespace Disclosure.Storage.Tests;

/// <summary>Records that are good as they are; a test changes what it is about.</summary>
internal static class Some
{
    public static readonly OrganCode Organ = OrganCode.Parse("620700082");
    public static readonly ReportId Id = new(Organ, 2020);
    public static readonly ContentDigest Digest = ContentDigest.Of("甘州区"u8);
    public static readonly DateTimeOffset At = new(2021, 1, 28, 9, 30, 0, 123, TimeSpan.FromHours(8));

    public static StoredReport Report(ReportId? id = null) =>
        new()
        {
            Id = id ?? Id,
            Edition = "2019",
            Status = ReportStatus.Draft,
            Round = 1,
            Revision = 0,
            DrafterId = "zhang",
        };

    public static StoredTask Task(string person = "li", string stage = "secrecy", int round = 1) =>
        new()
        {
            Round = round,
            Stage = stage,
            PersonId = person,
            PersonName = "李敏",
            Role = nameof(StaffRole.SecrecyReviewer),
            Issue = 1,
            State = TaskState.Open,
            Due = At.AddDays(2),
            IssuedAt = At,
        };

    public static StoredDecision Decision(string person = "li", DecisionKind kind = DecisionKind.Approve) =>
        new()
        {
            Round = 1,
            Stage = "secrecy",
            PersonId = person,
            Kind = kind,
            Comment = "同意公开",
            Places = ["requests/new_received/natural", "overview"],
            Digest = Digest,
            At = At,
            Via = DecisionVia.Link,
        };

    public static StoredRevision Revision(int number = 1) =>
        new()
        {
            Number = number,
            Digest = Digest,
            SavedAt = At,
            By = "zhang",
            Size = 4_096,
        };

    public static AuditDraft Draft(string action = "report.created") =>
        new()
        {
            ActorId = "zhang",
            ActorName = "张伟",
            Action = action,
        };

    public const string CalendarJson =
        """{"schema":"cn-workdays/1","years":[{"year":2030,"status":"verified","holidays":[{"name":"元旦","start":"2030-01-01","end":"2030-01-01"}]}]}""";

    public static StoredPrior Prior() =>
        new()
        {
            Year = 2019,
            Edition = "2019",
            Digest = Digest,
            Title = "张掖市甘州区人民政府办公室2019年政府信息公开工作年度报告",
            MediaType = "text/html",
            PlacedCells = 198,
            At = At,
            By = "zhang",
        };

    public static StoredLink Link(string token = "token", LinkKind kind = LinkKind.SignIn) =>
        new()
        {
            Hash = TokenHash.Of(token),
            Kind = kind,
            OrganCode = Organ,
            PersonId = "li",
            CreatedAt = At,
            ExpiresAt = At.AddMinutes(15),
        };

    public static Organ NewOrgan(string code = "620700082") =>
        new()
        {
            Code = OrganCode.Parse(code),
            NameZh = "张掖市甘州区人民政府办公室",
            ShortName = "甘州区政府办",
        };

    public static Person NewPerson(string id = "li", string email = "li.min@example.gov.cn") =>
        new()
        {
            OrganCode = Organ,
            Id = id,
            Name = "李敏",
            Email = email,
            Roles = [StaffRole.SecrecyReviewer],
        };

    public static ReviewPolicy Policy() =>
        new()
        {
            OrganCode = Organ,
            CreatedAt = At,
            CreatedBy = "admin",
            Stages =
            [
                new PolicyStage
                {
                    Key = "secrecy",
                    Kind = StageKind.Secrecy,
                    Role = StaffRole.SecrecyReviewer,
                    Quorum = new Quorum(QuorumKind.Any),
                    LimitWorkingDays = 2,
                },
            ],
        };

    public static OutboxMessage Message(string id = "620700082-2020|1|secrecy|li|review|20210128", string to = "li.min@example.gov.cn") =>
        new()
        {
            Id = id,
            Kind = "review",
            ToPersonId = "li",
            ToEmail = to,
            OrganCode = Organ,
            CreatedAt = At,
            NextAttemptAt = At,
        };

    public static StoredSignal Signal(string key = "1|secrecy|li", DateTimeOffset? at = null) =>
        new()
        {
            ReportId = Id,
            Kind = "decision",
            Key = key,
            InstanceId = "620700082-2020",
            EventName = "Decided",
            RecordedAt = at ?? At,
        };

    public static Publication Publication(int serial = 2, string organ = "620700082", int year = 2020, DateTimeOffset? at = null) =>
        new()
        {
            IndexNumber = new IndexNumber(OrganCode.Parse(organ), 2021, serial),
            ReportId = new ReportId(OrganCode.Parse(organ), year),
            OrganName = "张掖市甘州区人民政府办公室",
            Title = $"甘州区人民政府办公室{year}年政府信息公开工作年度报告",
            Url = $"https://example.gov.cn/reports/{organ}/2021-{serial:D5}",
            PublishedAt = at ?? At,
            Status = PublicationStatus.Published,
            Revision = 3,
            ContentDigest = Digest,
            PageDigest = ContentDigest.Of(Encoding.UTF8.GetBytes("page")),
        };
}
