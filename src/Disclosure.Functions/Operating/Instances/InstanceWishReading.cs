using System.Globalization;
using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Operating.Instances;

/// <summary>What a query asks for: read, or everything that is wrong with it.</summary>
internal abstract record WishReading
{
    private WishReading() { }

    public sealed record Read(InstanceWishes Wishes) : WishReading;

    public sealed record Wrong(IReadOnlyList<FieldError> Errors) : WishReading;

    /// <summary>The prefix is one of other organs' ids.</summary>
    public sealed record Elsewhere : WishReading;

    public static FieldError WrongContinuation(Language language) =>
        new(
            "continuation",
            new Bilingual("请原样使用上一页给出的 continuation。", "Use the continuation of the page before as it is.").In(language)
        );

    public static WishReading Of(HttpRequest request, OrganCode organ)
    {
        var errors = new List<FieldError>();
        var language = request.LanguageOf();
        var own = InstanceAddress.PrefixOf(organ);
        var prefix = Text("prefix") ?? own;
        if (!prefix.StartsWith(own, StringComparison.Ordinal) && !own.StartsWith(prefix, StringComparison.Ordinal))
        {
            return new Elsewhere();
        }

        var top = InstanceWishes.DefaultTop;
        if (
            Text("top") is { } topText
            && (
                !int.TryParse(topText, NumberStyles.None, CultureInfo.InvariantCulture, out top)
                || top is < 1 or > InstanceWishes.MaximumTop
            )
        )
        {
            Wrong(
                "top",
                new Bilingual($"应为 1 到 {InstanceWishes.MaximumTop} 的整数。", $"A whole number from 1 to {InstanceWishes.MaximumTop}.")
            );
        }

        if (!InstanceCursor.TryParse(Text("continuation"), out var cursor))
        {
            errors.Add(WrongContinuation(language));
        }

        var tag = Text("tag")?.Split('=', 2);
        if (tag is ["", ..])
        {
            Wrong("tag", new Bilingual("格式为 键 或 键=值。", "It reads key, or key=value."));
        }

        var wishes = new InstanceWishes
        {
            Prefix = prefix.Length > own.Length ? prefix : own,
            Statuses = Statuses(),
            Name = Text("name"),
            From = Time("from"),
            To = Time("to"),
            Tag = tag is null ? null : (tag[0], tag.ElementAtOrDefault(1)),
            Top = top,
            Cursor = cursor ?? InstanceCursor.Start,
        };
        return errors.Count == 0 ? new Read(wishes) : new Wrong(errors);

        string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

        void Wrong(string name, Bilingual message) => errors.Add(new FieldError(name, message.In(language)));

        DateTimeOffset? Time(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            // A plus that was not encoded arrives as a space.
            if (DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return time;
            }

            Wrong(
                name,
                new Bilingual(
                    "应为 ISO 8601 时间，例如 2021-01-28T09:30:00+08:00。",
                    "An ISO 8601 time, such as 2021-01-28T09:30:00+08:00."
                )
            );
            return null;
        }

        List<OrchestrationRuntimeStatus>? Statuses()
        {
            var names = Text("status")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var statuses = new List<OrchestrationRuntimeStatus>();
            foreach (var name in names ?? [])
            {
                if (Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status) && Enum.IsDefined(status))
                {
                    statuses.Add(status);
                }
                else
                {
                    var known = string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>());
                    Wrong("status", new Bilingual($"未知状态“{name}”，可用：{known}。", $"Unknown status '{name}'; known: {known}."));
                }
            }

            return statuses.Count == 0 ? null : statuses;
        }
    }
}
