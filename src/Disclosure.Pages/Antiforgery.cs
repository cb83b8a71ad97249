namespace Disclosure.Pages;

/// <summary>The hidden field that proves that a form was shown by us.</summary>
/// <param name="FieldName">The field's name, such as <c>__RequestVerificationToken</c>.</param>
/// <param name="Token">Its value.</param>
public sealed record Antiforgery(string FieldName, string Token);
