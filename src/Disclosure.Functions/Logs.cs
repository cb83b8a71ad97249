using Microsoft.Extensions.Logging;

namespace Disclosure.Functions;

/// <summary>
/// Every log message of the app. Event ids: 1xxx requests, 2xxx workflow, 3xxx mail and timers, 4xxx demo and start. Tokens, codes,
/// mail bodies and what people typed never appear here.
/// </summary>
internal static partial class Logs
{
    [LoggerMessage(1001, LogLevel.Debug, "The client went away during {Function}")]
    public static partial void ClientWentAway(ILogger logger, string function);

    [LoggerMessage(1002, LogLevel.Error, "Error {Number} in {Function}")]
    public static partial void RequestFailed(ILogger logger, string number, string function, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "The text of publication {IndexNumber} cannot be compared with: its content is damaged")]
    public static partial void NeighbourDamaged(ILogger logger, string indexNumber, Exception exception);

    [LoggerMessage(1004, LogLevel.Information, "Calendar version {Version} was put in force by {PersonId}")]
    public static partial void CalendarLoaded(ILogger logger, int version, string personId);

    [LoggerMessage(2001, LogLevel.Information, "Report {ReportId}: round {Round} opened on revision {Revision}")]
    public static partial void RoundOpened(ILogger logger, string reportId, int round, int revision);

    [LoggerMessage(2002, LogLevel.Information, "Report {ReportId}: stage {Stage} of round {Round} opened for {Reviewers} reviewers")]
    public static partial void StageOpened(ILogger logger, string reportId, string stage, int round, int reviewers);

    [LoggerMessage(2003, LogLevel.Information, "Report {ReportId}: stage {Stage} of round {Round} closed: {Verdict}")]
    public static partial void StageClosed(ILogger logger, string reportId, string stage, int round, string verdict);

    [LoggerMessage(2004, LogLevel.Information, "Report {ReportId}: published as {IndexNumber}")]
    public static partial void Published(ILogger logger, string reportId, string indexNumber);

    [LoggerMessage(2005, LogLevel.Error, "Report {ReportId}: publication stopped: {Cause}")]
    public static partial void PublicationStopped(ILogger logger, string reportId, string cause);

    [LoggerMessage(
        2006,
        LogLevel.Warning,
        "Report {ReportId}: the event about {Kind} could not be raised now; the sweeper will raise it again"
    )]
    public static partial void SignalNotRaised(ILogger logger, string reportId, string kind, Exception exception);

    [LoggerMessage(2007, LogLevel.Warning, "The sweeper raised {Count} events again")]
    public static partial void SignalsRaisedAgain(ILogger logger, int count);

    [LoggerMessage(2008, LogLevel.Error, "Report {ReportId}: the sweeper could not raise the event about {Kind}")]
    public static partial void SweepFailed(ILogger logger, string reportId, string kind, Exception exception);

    [LoggerMessage(3001, LogLevel.Information, "Mail {MessageId} ({Kind}) sent")]
    public static partial void MailSent(ILogger logger, string messageId, string kind);

    [LoggerMessage(3002, LogLevel.Error, "Mail {MessageId} ({Kind}) could not be sent, attempt {Attempt}")]
    public static partial void MailFailed(ILogger logger, string messageId, string kind, int attempt, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "Mail {MessageId} ({Kind}) waits, attempt {Attempt}: {Reason}")]
    public static partial void MailServerUnavailable(ILogger logger, string messageId, string kind, int attempt, string reason);

    [LoggerMessage(3004, LogLevel.Error, "Mail {MessageId} ({Kind}) was refused, attempt {Attempt}: {Reply}")]
    public static partial void MailRefused(ILogger logger, string messageId, string kind, int attempt, string reply);

    [LoggerMessage(4001, LogLevel.Information, "The demonstration is being filled in")]
    public static partial void DemoBegins(ILogger logger);

    [LoggerMessage(
        4002,
        LogLevel.Information,
        "Disclosure is ready.\n  公开目录 Public catalogue  {Address}/\n  演示入口 Start here        {Address}/dev\n  邮件     Mails that went   {Address}/dev/outbox"
    )]
    public static partial void DemoReady(ILogger logger, string address);

    [LoggerMessage(4003, LogLevel.Error, "The demonstration could not be filled in")]
    public static partial void DemoFailed(ILogger logger, Exception exception);
}
