namespace Disclosure.Pages.Review;

/// <summary>What the decision form and the list of its errors agree on.</summary>
internal static class DecisionForms
{
    /// <summary>The decisions that can be taken: to hand over, there has to be somebody to hand over to.</summary>
    public static IReadOnlyList<ReviewDecision> Choices(DecisionForm form) =>
        [.. form.Allowed.Where(decision => decision != ReviewDecision.Delegate || form.Delegates.Count > 0)];

    /// <summary>The id of the element that an error is about.</summary>
    public static string AnchorOf(FormError error) =>
        error.Field is "decision" or "to" or "comment" or "code" ? $"field-{error.Field}" : "decision";

    public static IReadOnlyList<FormError> ErrorsOf(DecisionForm form, string field) =>
        [.. form.Errors.Where(error => string.Equals(error.Field, field, StringComparison.Ordinal))];

    /// <summary>The ids of the elements that describe a field: its error, if it has one, before its hint.</summary>
    public static string DescribedBy(DecisionForm form, string field) =>
        ErrorsOf(form, field).Count > 0 ? $"{field}-error {field}-hint" : $"{field}-hint";

    /// <summary>The value of <c>aria-invalid</c>; null leaves it out.</summary>
    public static string? Invalid(DecisionForm form, string field) => ErrorsOf(form, field).Count > 0 ? "true" : null;
}
