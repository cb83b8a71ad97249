using Disclosure.Functions.Errors;
using Disclosure.Functions.Http;
using Disclosure.Functions.Identity;
using Disclosure.Pages.Review;
using Disclosure.Reports.Formats;
using Disclosure.Storage.Dossiers;
using Disclosure.Storage.Links;
using Disclosure.Storage.Organs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Disclosure.Functions.Review;

/// <summary>The mailed review link: GET shows, POST decides.</summary>
internal sealed class ReviewFunctions(
    LinkInspector inspector,
    ReviewModels models,
    DecisionService decisions,
    LinkRepository links,
    LinkRenewal renewal,
    CallerResolver callers,
    Forms forms
)
{
    [Function("Review")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = "review/{token}")] HttpRequest request,
        string token,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var inspection = await inspector.InspectAsync(token, cancellationToken);
        if (inspection is not LinkInspection.Live(var link))
        {
            return DeadAnswer(request, token, inspection);
        }

        var isSignedIn =
            await callers.FindAsync(request, cancellationToken) is { } caller
            && caller.OrganCode == link.Person.OrganCode
            && caller.PersonId == link.Person.Id;
        return HttpMethods.IsPost(request.Method)
            ? await DecideAsync(request, client, link, token, isSignedIn, cancellationToken)
            : await ShowAsync(request, link, token, isSignedIn, null, [], null, StatusCodes.Status200OK, cancellationToken);
    }

    /// <summary>Asks for a new link, which goes to the same person only.</summary>
    [Function("RenewReviewLink")]
    public async Task<IResult> Renew(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "review/{token}/renew")] HttpRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (request.HasFormContentType)
        {
            var (_, refusal) = await forms.ReadAsync(request, token, cancellationToken);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        // The same answer whether a mail goes out or not: a stranger learns nothing from asking.
        await renewal.RenewAsync(await inspector.InspectAsync(token, cancellationToken), cancellationToken);
        return request.WantsJson()
            ? Results.Json(
                new
                {
                    message = new Bilingual(
                        "如果任务仍待处理，新链接已发送到原邮箱。",
                        "If the task still waits, a new link is on its way to the same address."
                    ).In(request.LanguageOf()),
                },
                Json.Wire,
                statusCode: StatusCodes.Status202Accepted
            )
            : ReviewPages.LinkRenewed(new LinkRenewedModel { Language = request.PageLanguageOf(), SiteName = models.SiteName });
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request,
        DurableTaskClient client,
        LiveLink link,
        string token,
        bool isSignedIn,
        CancellationToken cancellationToken
    )
    {
        var (asked, refusal) = await ReadAsync(request, token, cancellationToken);
        if (asked is null)
        {
            return refusal!;
        }

        var language = request.LanguageOf();
        var reading = DecisionReading.Read(asked);
        if (reading is DecisionReading.NotAvailable)
        {
            return request.Problem(
                ApiErrors.NotImplemented,
                new Bilingual("目前可以同意、退回或转交；暂缓尚未提供。", "Approve, return and delegate are available; hold is not yet.")
            );
        }

        var errors = reading is DecisionReading.Incomplete(var missing) ? missing.ToList() : [];
        if (!isSignedIn && string.IsNullOrWhiteSpace(asked.Code))
        {
            errors.Add(("code", new Bilingual("请输入邮件中的六位验证码。", "Type the six digits of the mail.")));
        }

        if (errors.Count > 0)
        {
            return request.WantsPage()
                ? await ShowAsync(
                    request,
                    link,
                    token,
                    isSignedIn,
                    asked,
                    FormErrors(errors, LanguageOf(request, link)),
                    null,
                    StatusCodes.Status422UnprocessableEntity,
                    cancellationToken
                )
                : request.Problem(
                    ApiErrors.DecisionIncomplete,
                    null,
                    ("errors", errors.Select(error => new FieldError("/" + error.Field, error.Message.In(language))))
                );
        }

        if (!isSignedIn && !IsCode(link, token, asked.Code!))
        {
            return await WrongCodeAsync(request, link, token, asked, cancellationToken);
        }

        var complete = (DecisionReading.Complete)reading;
        var judgement = new Judgement(
            complete.Kind,
            complete.Comment,
            asked.Places ?? [],
            complete.ShownDigest,
            isSignedIn ? DecisionVia.Session : DecisionVia.Link,
            complete.To
        );
        return await decisions.DecideAsync(client, link, judgement, cancellationToken) switch
        {
            DecisionOutcome.Recorded(var decision) => await ReceiptAsync(
                request,
                link,
                decision,
                StatusCodes.Status200OK,
                cancellationToken
            ),
            DecisionOutcome.AlreadyDecided(var earlier) => await ReceiptAsync(
                request,
                link,
                earlier,
                StatusCodes.Status409Conflict,
                cancellationToken
            ),
            DecisionOutcome.OwnDraft => request.Problem(ApiErrors.NotYours),
            DecisionOutcome.NotEligible when request.WantsPage() => await ShowAsync(
                request,
                link,
                token,
                isSignedIn,
                asked,
                [new FormError("to", ApiErrors.NotEligible.Text(LanguageOf(request, link)))],
                null,
                StatusCodes.Status422UnprocessableEntity,
                cancellationToken
            ),
            DecisionOutcome.NotEligible => request.Problem(ApiErrors.NotEligible),
            DecisionOutcome.Dead(var reason) => DeadAnswer(request, token, reason, mayRenew: false),
            var other => throw new InvalidOperationException($"No answer is known to {other.GetType().Name}."),
        };
    }

    private async Task<(DecisionRequest? Asked, IResult? Refusal)> ReadAsync(
        HttpRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        if (!request.HasFormContentType)
        {
            var body = await request.ReadJsonAsync<DecisionRequest>(cancellationToken);
            return body is BodyResult<DecisionRequest>.Read(var asked)
                ? (asked, null)
                : (null, ((BodyResult<DecisionRequest>.Refused)body).Answer);
        }

        var (form, refusal) = await forms.ReadAsync(request, token, cancellationToken);
        return form is null
            ? (null, refusal)
            : (
                new DecisionRequest
                {
                    Decision = form["decision"],
                    Comment = form["comment"],
                    Code = form["code"],
                    To = form["to"],
                    Digest = form["digest"],
                },
                null
            );
    }

    private static bool IsCode(LiveLink link, string token, string code) =>
        link.Link.CodeHash is { } expected && expected.Matches(TokenHash.OfCode(token, code.Trim()));

    private async Task<IResult> WrongCodeAsync(
        HttpRequest request,
        LiveLink link,
        string token,
        DecisionRequest asked,
        CancellationToken cancellationToken
    )
    {
        var counted = await links.RecordFailureAsync(TokenHash.Of(token), cancellationToken);
        if (counted is not FailedAttempt.Counted(_, var left))
        {
            return DeadAnswer(request, token, DeadLinkReason.TooManyCodes, mayRenew: true);
        }

        if (!request.WantsPage())
        {
            return request.Problem(ApiErrors.WrongCode, null, ("attemptsLeft", left));
        }

        var error = new FormError("code", ApiErrors.WrongCode.Text(LanguageOf(request, link)));
        return await ShowAsync(request, link, token, false, asked, [error], left, StatusCodes.Status403Forbidden, cancellationToken);
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request,
        LiveLink link,
        string token,
        bool isSignedIn,
        DecisionRequest? attempt,
        IReadOnlyList<FormError> errors,
        int? attemptsLeft,
        int status,
        CancellationToken cancellationToken
    )
    {
        if (request.WantsJson())
        {
            return Results.Json(await models.ViewAsync(link, request.LanguageOf(), cancellationToken), Json.Wire);
        }

        var language = LanguageOf(request, link);
        var model = await models.PageAsync(link, token, language, isSignedIn, attempt, errors, attemptsLeft, cancellationToken);
        return ReviewPages.Task(model).WithStatus(status);
    }

    // A reviewer's own preference, unless the address asks for a language.
    private static Language LanguageOf(HttpRequest request, LiveLink link) =>
        request.Query.ContainsKey("lang") ? request.PageLanguageOf()
        : link.Person.Language == StaffLanguage.En ? Language.En
        : Language.Zh;

    private async Task<IResult> ReceiptAsync(
        HttpRequest request,
        LiveLink link,
        StoredDecision decision,
        int status,
        CancellationToken cancellationToken
    )
    {
        var report = link.Dossier.Report;
        if (!request.WantsPage())
        {
            var view = ReceiptView.Of(report.Id.ToString(), link.Task.PersonName, decision);
            return status == StatusCodes.Status409Conflict
                ? request.Problem(ApiErrors.AlreadyDecided, null, ("decision", view))
                : Results.Json(view, Json.Wire);
        }

        var title = FormatEdition.For(report.Id.Year).TitleFor(link.Organ.NameZh, report.Id.Year);
        var language = LanguageOf(request, link);
        return ReviewPages
            .Receipt(
                await models.ReceiptAsync(
                    link.Task,
                    link.Stage.Kind,
                    title,
                    decision,
                    language,
                    status == StatusCodes.Status409Conflict,
                    report.Id.Organ,
                    cancellationToken
                )
            )
            .WithStatus(status);
    }

    private IResult DeadAnswer(HttpRequest request, string token, LinkInspection inspection) =>
        inspection switch
        {
            // Pressing the button again is not a dead link but a decision that was made: the first one is shown.
            LinkInspection.Dead { Reason: DeadLinkReason.Decided, Decision: { } decision, Task: { } task } dead
                when HttpMethods.IsPost(request.Method) => request.Problem(
                ApiErrors.AlreadyDecided,
                null,
                ("decision", ReceiptView.Of(dead.Dossier.Report.Id.ToString(), task.PersonName, decision))
            ),
            LinkInspection.Dead dead => DeadAnswer(request, token, dead.Reason, dead.MayRenew),
            _ => DeadAnswer(request, token, DeadLinkReason.Unknown, mayRenew: false),
        };

    private IResult DeadAnswer(HttpRequest request, string token, DeadLinkReason reason, bool mayRenew)
    {
        if (request.WantsPage())
        {
            return ReviewPages.DeadLink(
                new DeadLinkModel
                {
                    Language = request.PageLanguageOf(),
                    SiteName = models.SiteName,
                    Reason = reason,
                    RenewAction = mayRenew ? $"/review/{Uri.EscapeDataString(token)}/renew" : null,
                    Antiforgery = mayRenew ? forms.For(token) : null,
                }
            );
        }

        return reason == DeadLinkReason.Unknown
            ? request.Problem(ApiErrors.UnknownLink)
            : request.Problem(ApiErrors.LinkDead, DeathWords.Of(reason), ("reason", reason), ("mayRenew", mayRenew));
    }

    private static List<FormError> FormErrors(IEnumerable<(string Field, Bilingual Message)> errors, Language language) =>
        [.. errors.Select(error => new FormError(error.Field, error.Message.In(language)))];
}
