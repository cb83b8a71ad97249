namespace Disclosure.Pages.Shared;

/// <summary>The words around every page.</summary>
internal sealed record SharedTexts
{
    public required string LanguageTag { get; init; }
    public required string SkipToContent { get; init; }
    public required string Tagline { get; init; }
    public required string Footer { get; init; }

    public static SharedTexts For(Language language) => language == Language.En ? En : Zh;

    private static readonly SharedTexts Zh = new()
    {
        LanguageTag = "zh-CN",
        SkipToContent = "跳到正文",
        Tagline = "政府信息公开工作年度报告",
        Footer = "依据《中华人民共和国政府信息公开条例》第四十九条、第五十条编制并公布",
    };

    private static readonly SharedTexts En = new()
    {
        LanguageTag = "en",
        SkipToContent = "Skip to content",
        Tagline = "Annual reports on government information disclosure",
        Footer = "Issued under articles 49 and 50 of the Regulations on Open Government Information of the People's Republic of China",
    };
}
