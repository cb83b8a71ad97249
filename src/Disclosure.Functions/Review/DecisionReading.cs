using Disclosure.Functions.Errors;
using Disclosure.Storage.Dossiers;

namespace Disclosure.Functions.Review;

/// <summary>A decision as sent: complete, or what is missing.</summary>
internal abstract record DecisionReading
{
    private const int MaximumComment = 4_000;

    private DecisionReading() { }

    public sealed record Complete(DecisionKind Kind, string Comment, ContentDigest? ShownDigest, string? To) : DecisionReading;

    /// <summary>Fields of the form and what is wrong with each.</summary>
    public sealed record Incomplete(IReadOnlyList<(string Field, Bilingual Message)> Errors) : DecisionReading;

    /// <summary>Known, but not available yet.</summary>
    public sealed record NotAvailable(DecisionKind Kind) : DecisionReading;

    public static DecisionReading Read(DecisionRequest request)
    {
        List<(string, Bilingual)> errors = [];
        var known = Enum.TryParse<DecisionKind>(request.Decision, ignoreCase: true, out var kind) && Enum.IsDefined(kind);
        if (!known || !char.IsAsciiLetter(request.Decision![0]))
        {
            errors.Add(("decision", new Bilingual("请选择审查结论：同意、退回修改或转交他人。", "Choose approve, return or delegate.")));
        }

        var comment = request.Comment?.Trim() ?? "";
        if (known && kind == DecisionKind.Return && comment.Length == 0)
        {
            errors.Add(
                ("comment", new Bilingual("退回时请写明理由和需要修改之处。", "A return needs its reason and the places to change."))
            );
        }

        var to = string.IsNullOrWhiteSpace(request.To) ? null : request.To.Trim();
        if (known && kind == DecisionKind.Delegate && to is null)
        {
            errors.Add(("to", new Bilingual("请选择转交给谁。", "Say to whom the task is handed over.")));
        }

        if (comment.Length > MaximumComment)
        {
            errors.Add(("comment", new Bilingual($"意见不超过 {MaximumComment} 字。", $"At most {MaximumComment} characters.")));
        }

        ContentDigest? shown = null;
        if (!string.IsNullOrEmpty(request.Digest))
        {
            if (ContentDigest.TryParse(request.Digest, out var digest))
            {
                shown = digest;
            }
            else
            {
                errors.Add(("digest", new Bilingual("摘要值应为 64 位十六进制数字。", "A digest is 64 lower-case hexadecimal digits.")));
            }
        }

        return errors.Count > 0 ? new Incomplete(errors)
            : kind is DecisionKind.Hold ? new NotAvailable(kind)
            : new Complete(kind, comment, shown, kind == DecisionKind.Delegate ? to : null);
    }
}
