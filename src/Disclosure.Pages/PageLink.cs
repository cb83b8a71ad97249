namespace Disclosure.Pages;

/// <summary>A link that the app offers. Addresses are made by the app, never taken from what people wrote.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Address">Where it leads: a path of ours, or an absolute address with http or https.</param>
public sealed record PageLink(string Text, string Address);
