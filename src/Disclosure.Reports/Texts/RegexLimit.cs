namespace Disclosure.Reports.Texts;

/// <summary>
/// The time after which a pattern gives up. The patterns are bounded and take microseconds; the limit is there for a mistake in
/// one of them, and is long because the clock also runs while a busy machine runs something else.
/// </summary>
internal static class RegexLimit
{
    public const int Milliseconds = 30_000;
}
