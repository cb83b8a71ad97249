using System.Text.Json;
using Disclosure.Reports;
using Disclosure.Reports.Calendar;
using Disclosure.Storage.Audit;
using Disclosure.Storage.Calendars;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Disclosure.Storage.Outbox;
using Disclosure.Storage.Publications;
using Disclosure.Storage.Rows;
using Disclosure.Storage.Signals;
using Disclosure.Storage.Tests.Audit;

namespace Disclosure.Storage.Tests.Rows;

/// <summary>
/// What is stored out there must stay readable: every row's body as first released, in Golden/. The files are never edited; a new shape gets
/// a new file beside the old one, and both must be read.
/// </summary>
public sealed class GoldenRowsTests
{
    private static readonly Dictionary<string, object> s_records = new()
    {
        ["StoredReport.1"] = Some.Report() with
        {
            Status = ReportStatus.Published,
            Round = 2,
            Revision = 3,
            Digest = Some.Digest,
            Stage = "sign-off",
            StageOutcome = StageOutcome.Approved,
            Submission = new PendingSubmission
            {
                Round = 2,
                Revision = 3,
                Digest = Some.Digest,
                By = "zhang",
                At = Some.At,
                Reasons = new Dictionary<string, string> { ["yoy/requests"] = "“合并”了<两个>部门 & 'x' 😀" },
            },
            Recall = new PendingRecall
            {
                Round = 2,
                By = "zhang",
                At = Some.At,
                Reason = "数据有误",
            },
            PolicyVersion = 4,
            Publication = new ReportPublication
            {
                IndexNumber = new IndexNumber(Some.Organ, 2021, 2),
                Url = "https://example.gov.cn/reports/620700082/2021-00002",
                PublishedAt = Some.At,
                PageDigest = Some.Digest,
            },
            Failure = "渲染失败",
            CreatedAt = Some.At,
            UpdatedAt = Some.At,
            AuditHead = AuditEncodingTests.SecondHash,
            AuditCount = 2,
            Commits = ["0123456789abcdef01234567"],
        },
        ["StoredTask.1"] = Some.Task() with
        {
            State = TaskState.Closed,
            ClosedReason = "recalled",
            LinkHash = TokenHash.Of("token").ToString(),
            RemindedAt = Some.At,
            OnBehalfOf = "wang",
        },
        ["StoredDecision.1"] = Some.Decision(kind: DecisionKind.Delegate) with { OnBehalfOf = "wang", DelegatedTo = "zhao" },
        ["StoredRevision.1"] = Some.Revision(),
        ["SerialCounter.1"] = new SerialCounter(17),
        ["AuditEntry.1"] = AuditEncodingTests.Second(),
        ["StoredLink.1"] = Some.Link(kind: LinkKind.Review) with
        {
            ReportId = Some.Id,
            Round = 1,
            Stage = "secrecy",
            Issue = 2,
            CodeHash = TokenHash.OfCode("token", "123456"),
            UsedAt = Some.At,
            FailedAttempts = 5,
            KilledBecause = LinkRepository.TooManyAttempts,
            ClaimId = "0123456789abcdef01234567",
        },
        ["Organ.1"] = Some.NewOrgan() with
        {
            NameEn = "General Office",
            Kind = OrganKind.Government,
            Superior = OrganCode.Parse("620700001"),
            PolicyVersion = 3,
            Site = new SiteSettings
            {
                SiteName = "甘州区政府",
                Department = "政务公开科",
                Phone = "0936-8888888",
                Address = "甘州区西街",
                OwnPhones = ["12345"],
                OwnWords = ["甘州"],
            },
        },
        ["Organ.2"] = Some.NewOrgan() with
        {
            RaisedSeverities = new Dictionary<string, Severity> { ["year-jump"] = Severity.Error },
            Calendar = new OrganCalendar
            {
                Days =
                [
                    new OrganDay(new DateOnly(2021, 4, 14), false, "三月三", "Sanyuesan"),
                    new OrganDay(new DateOnly(2021, 4, 17), true, "", ""),
                ],
                Offsets = new ScheduleOffsets { Open = 20, DraftComplete = 12 },
                ChangedAt = Some.At,
                ChangedBy = "admin",
            },
        },
        ["StoredCalendar.1"] = new StoredCalendar
        {
            Version = 3,
            Json = Some.CalendarJson,
            LoadedAt = Some.At,
            LoadedBy = "admin",
        },
        ["StoredPrior.1"] = Some.Prior(),
        ["OrganListing.1"] = new OrganListing
        {
            Code = Some.Organ,
            NameZh = "张掖市甘州区人民政府办公室",
            NameEn = "General Office",
            ShortName = "甘州区政府办",
        },
        ["Person.1"] = Some.NewPerson() with
        {
            Roles = [.. Enum.GetValues<StaffRole>()],
            Deputy = new Deputy("wang", new DateOnly(2021, 1, 1), new DateOnly(2021, 1, 31)),
            SuperiorId = "zhao",
            Language = StaffLanguage.En,
            Active = false,
        },
        ["ReviewPolicy.1"] = Some.Policy() with
        {
            Version = 2,
            Stages =
            [
                .. Some.Policy().Stages,
                new PolicyStage
                {
                    Key = "sign-off",
                    Kind = StageKind.SignOff,
                    PersonIds = ["wang", "zhao"],
                    Quorum = new Quorum(QuorumKind.Count, 2),
                    LimitWorkingDays = 3,
                    EscalateToSuperiorAfter = 2,
                    EscalateToOfficeAfter = 4,
                },
            ],
        },
        ["EmailClaim.1"] = new EmailClaim(Some.Organ, "li"),
        ["OutboxMessage.1"] = Some.Message() with
        {
            ReportId = Some.Id,
            Round = 1,
            Stage = "secrecy",
            Issue = 2,
            ModelJson = """{"title":"年度报告"}""",
            State = OutboxState.Failed,
            Attempts = 3,
            SentAt = Some.At,
            LastError = "451",
        },
        ["StoredSignal.1"] = Some.Signal() with { PayloadJson = "{}" },
        ["Publication.1"] = Some.Publication() with { Status = PublicationStatus.Withdrawn, StatusAt = Some.At, StatusNote = "数据有误" },
        ["PublicationRow.1"] = new PublicationRow(Some.Publication(), 42),
        ["ShardHead.1"] = new ShardHead(42),
    };

    public static TheoryData<string> Names => [.. s_records.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_FullRecord_IsTheGoldenBody(string name)
    {
        var record = s_records[name];

        Assert.Equal(Golden(name), JsonSerializer.Serialize(record, record.GetType(), StoredJson.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_GoldenBody_IsTheFullRecord(string name)
    {
        var record = s_records[name];

        Assert.Equivalent(record, JsonSerializer.Deserialize(Golden(name), record.GetType(), StoredJson.Options), strict: true);
    }

    [Fact]
    public void Golden_Files_AreAllTested() =>
        Assert.Equal(
            s_records.Keys.Order(StringComparer.Ordinal),
            Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden"))
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal)
        );

    private static string Golden(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".json")).TrimEnd();
}
