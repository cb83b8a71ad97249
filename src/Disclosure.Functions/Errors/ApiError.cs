namespace Disclosure.Functions.Errors;

/// <summary>One kind of error: a stable code, its status, and what to tell the caller in either language.</summary>
/// <param name="Code">Stable, kebab-case; scripts may rely on it.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Zh">What is wrong and what to do, in Chinese.</param>
/// <param name="En">The same in English.</param>
internal sealed record ApiError(string Code, int Status, string Zh, string En)
{
    public string Text(Language language) => language == Language.En ? En : Zh;
}
