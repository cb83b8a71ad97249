using System.Text.Json.Nodes;

namespace Disclosure.EndToEnd.Tests;

/// <summary>A content that every rule of its edition can live with: plain texts, all figures zero.</summary>
internal static class SampleContent
{
    /// <summary>Fills an empty content as the app gave it.</summary>
    public static JsonNode Fill(JsonNode empty, int year)
    {
        var content = empty.DeepClone();
        content["metadata"]!["department"] = "张掖市审计局办公室";
        content["metadata"]!["keywords"] = "政府信息公开;年度报告";
        content["metadata"]!["summary"] = $"{year}年度政府信息公开工作情况。";
        content["sections"]!["overview"] =
            $"{year}年，我局认真落实政府信息公开条例，围绕主动公开、依申请公开、政府信息管理、政府信息公开平台建设和监督保障开展工作。"
            + "全年未收到政府信息公开申请。";
        content["sections"]!["problems"] =
            "存在的主要问题是公开内容的针对性不够强，解读形式较为单一，部分栏目更新不够及时。下一步将加强培训，丰富解读形式，完善栏目维护机制，提高公开质量。";
        content["sections"]!["other"] = "本年度未收取信息处理费。无其他需要报告的事项。";
        foreach (var cell in content["cells"]!.AsArray())
        {
            cell!["value"] = 0;
        }

        return content;
    }
}
