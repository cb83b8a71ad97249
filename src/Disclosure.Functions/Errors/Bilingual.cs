namespace Disclosure.Functions.Errors;

/// <summary>One sentence in both of the product's languages.</summary>
internal sealed record Bilingual(string Zh, string En)
{
    public string In(Language language) => language == Language.En ? En : Zh;
}

/// <summary>One thing that is wrong with a request: where (a JSON pointer or a parameter's name) and what.</summary>
internal sealed record FieldError(string Pointer, string Message);
