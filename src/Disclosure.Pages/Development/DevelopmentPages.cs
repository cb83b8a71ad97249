namespace Disclosure.Pages.Development;

/// <summary>Pages for a demonstration on one machine. The app serves them in Development only.</summary>
public static class DevelopmentPages
{
    /// <summary>The mails that were not sent.</summary>
    public static Page Outbox(OutboxModel model) => throw new NotSupportedException("Not written yet.");

    /// <summary>What to click, in order.</summary>
    public static Page Start(StartModel model) => throw new NotSupportedException("Not written yet.");
}
