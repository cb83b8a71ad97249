namespace Disclosure.Pages.Mail;

internal static class MailTextsEn
{
    public static readonly MailTexts Texts = new()
    {
        Greeting = "Dear {0},",
        Report = "Report",
        Stage = "Stage",
        StageAndRound = "{0} (round {1})",
        Drafter = "Drafter",
        Due = "Due",
        DueExplained = "{0} ({1})",
        ExpiresAt = "Link works until",

        SignInSubject = "Your sign-in link",
        SignInText = "Somebody asked to sign in with your address. If it was you, open the link and press the button on the page.",
        SignInLink = "Sign in",
        SignInRemark = "The link works once. If it was not you, ignore this mail: nothing happens.",

        NewSubject = "Please review: {0} ({1})",
        NewText = "A yearly report needs your review. The link shows it in full, with what the check found, and takes your decision.",
        ReminderSubject = "Due soon: {0} ({1})",
        ReminderText = "The report below still waits for your decision, and the due date is near.",
        OverdueSubject = "Overdue: {0} ({1})",
        OverdueText = "The report below still waits for your decision and is overdue. Silence never counts as approval.",
        NewLinkSubject = "Your new review link: {0} ({1})",
        NewLinkText = "Here are the new link and the new code that you asked for. Earlier links no longer work.",
        HandedOverSubject = "Handed over to you: {0} ({1})",
        HandedOverText = "{0} has handed the review of this yearly report over to you.",
        ReviewLink = "Read the report and decide",
        Code = "Six-digit code, to be typed with your decision",
        ReviewRemark = "Link and code are for you alone; please do not pass this mail on. We never ask for the code in any other way.",

        ReturnedSubject = "Returned: {0}",
        ReturnedText = "Your report has been returned for changes. Please submit it again when they are made.",
        Reviewer = "Reviewer",
        Reason = "Reason",
        DeskLink = "Go on writing",

        PublishedSubject = "Published: {0}",
        PublishedText = "The report has been published.",
        IndexNumber = "Index number",
        PublishedAt = "Published",
        Digest = "Content digest (SHA-256)",
        AuditHead = "Head of the approval record",
        PublicLink = "See the public page",
        PublishedRemark = "Please keep this mail: digest and head prove later that neither the report nor its approval was altered.",

        RecalledSubject = "Called back, no review needed: {0}",
        RecalledText =
            "The drafter has called this report back to change it. Your link no longer works, and there is nothing to do for now.",
        RecalledBy = "Called back by",
    };
}
