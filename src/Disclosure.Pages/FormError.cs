namespace Disclosure.Pages;

/// <summary>Something that a person has to put right before a form is accepted.</summary>
/// <param name="Field">The name of the field, such as <c>comment</c>; null if it is not about one field.</param>
/// <param name="Message">What is wrong, in the person's language.</param>
/// <param name="WhatToDo">What to do about it, in the person's language.</param>
public sealed record FormError(string? Field, string Message, string? WhatToDo = null);
