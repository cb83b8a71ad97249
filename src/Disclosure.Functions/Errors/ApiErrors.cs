namespace Disclosure.Functions.Errors;

/// <summary>The catalogue of everything that the HTTP interface can refuse, with its reason in both languages.</summary>
internal static class ApiErrors
{
    // Requests that cannot be read
    public static readonly ApiError MalformedJson = new(
        "malformed-json",
        400,
        "请求正文不是有效的 JSON，请检查标出的位置后重新提交。",
        "The body is not valid JSON. Correct it at the place shown and send it again."
    );
    public static readonly ApiError EmptyBody = new(
        "empty-body",
        400,
        "请求正文为空，请按接口说明提交 JSON。",
        "The body is empty. Send the JSON that the interface describes."
    );
    public static readonly ApiError InvalidBody = new(
        "invalid-body",
        422,
        "请求内容有误：字段未知、缺失或类型不对。请按 errors 中指出的位置修改。",
        "The content is wrong: a field is unknown, missing or of the wrong type. Correct the places listed in errors."
    );
    public static readonly ApiError InvalidContent = new(
        "invalid-content",
        422,
        "报告内容不符合格式，未保存任何内容。请按 errors 中指出的位置逐一修改。",
        "The report's content does not fit the format; nothing was saved. Correct each place listed in errors."
    );
    public static readonly ApiError UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "不支持这种内容类型，请使用 Content-Type: application/json。",
        "This content type is not supported. Use Content-Type: application/json."
    );
    public static readonly ApiError BodyTooLarge = new(
        "body-too-large",
        413,
        "请求正文过大，请删减后重新提交。",
        "The body is too large. Shorten it and send it again."
    );
    public static readonly ApiError InvalidQuery = new(
        "invalid-query",
        400,
        "查询参数有误，请按 errors 修改。",
        "A query parameter is wrong. Correct it as errors says."
    );

    public static readonly ApiError UnknownMessage = new(
        "unknown-message",
        404,
        "没有这封邮件，或者它已经寄出。请重新打开未寄出邮件列表核对。",
        "There is no such message, or it has been sent. Open the list of unsent messages again."
    );

    // Files to be imported
    public static readonly ApiError EmptyImport = new(
        "empty-body",
        400,
        "没有收到文件内容，请选择要导入的文件后重新提交。",
        "No file came with the request. Choose the file to import and send it again."
    );
    public static readonly ApiError ImportOfWrongKind = new(
        "import-wrong-kind",
        415,
        "不能导入这种文件，未保存任何内容。可以导入 .xlsx、网页和文本。",
        "This kind of file is not imported; nothing was saved. Import .xlsx, pages or text."
    );
    public static readonly ApiError ImportEncrypted = new(
        "import-encrypted",
        415,
        "文件设有密码，未保存任何内容。请取消密码后再导入。",
        "The file needs a password; nothing was saved. Remove the password and import it again."
    );
    public static readonly ApiError ImportDamaged = new(
        "import-damaged",
        422,
        "文件已损坏，未保存任何内容。请重新保存后再导入。",
        "The file is damaged; nothing was saved. Save it anew and import that."
    );
    public static readonly ApiError ImportTooLarge = new(
        "import-too-large",
        422,
        "文件展开后过大，未保存任何内容。请只保留报告内容后再导入。",
        "Unpacked, the file is too large; nothing was saved. Keep the report only and import that."
    );
    public static readonly ApiError ImportUnsafe = new(
        "import-unsafe",
        422,
        "文件含有可能有害的内容，未保存任何内容。请按说明删除后再导入。",
        "The file holds something that may do harm; nothing was saved. Remove it as explained and import again."
    );

    // Who is calling
    public static readonly ApiError SignInRequired = new(
        "sign-in-required",
        401,
        "请先登录：向 /api/session 提交您的单位邮箱，再打开邮件中的登录链接。",
        "Sign in first: send your office e-mail to /api/session and open the link in the mail."
    );
    public static readonly ApiError WrongRole = new(
        "wrong-role",
        403,
        "您的角色无权进行此操作。请联系本机关管理员。",
        "Your role may not do this. Ask your organ's administrator."
    );
    public static readonly ApiError WrongOrgan = new(
        "wrong-organ",
        403,
        "该报告属于其他机关，您无权访问。",
        "This report belongs to another organ; you have no access to it."
    );
    public static readonly ApiError CrossOrigin = new(
        "cross-origin",
        403,
        "请求来自其他网站，已拒绝。请从本系统的页面重新操作。",
        "The request came from another site and was refused. Start again from a page of this system."
    );
    public static readonly ApiError FormExpired = new(
        "form-expired",
        403,
        "页面已失效，请刷新页面后重新提交。",
        "The page is out of date. Reload it and submit again."
    );

    // Things that are not there
    public static readonly ApiError NotFound = new(
        "not-found",
        404,
        "没有这个地址。请检查网址，或从首页重新进入。",
        "There is nothing at this address. Check it, or start from the front page."
    );
    public static readonly ApiError MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "该地址不支持这种请求方法，可用的方法见 Allow。",
        "This address does not answer that method; Allow lists those it does."
    );
    public static readonly ApiError UnknownReport = new(
        "unknown-report",
        404,
        "没有这份报告。编号的格式是“机关代码-年度”，例如 620700082-2020。",
        "There is no such report. An id reads organ code, hyphen, year: 620700082-2020."
    );
    public static readonly ApiError UnknownRevision = new(
        "unknown-revision",
        404,
        "这份报告没有该修订版。",
        "The report has no such revision."
    );
    public static readonly ApiError UnknownOrgan = new(
        "unknown-organ",
        404,
        "没有这个机关。请检查九位机关代码。",
        "There is no such organ. Check the nine-character organ code."
    );
    public static readonly ApiError NotYourOrgan = new(
        "not-your-organ",
        403,
        "只能查看和设置本机关。",
        "You can see and set your own organ only."
    );
    public static readonly ApiError NoLastYear = new(
        "no-last-year-report",
        404,
        "没有上年报告：本系统中没有，也没有导入。可用 POST /api/reports/{id}/prior 导入已公布的上年报告。",
        "There is no report of the year before, neither here nor imported. Import the published one with POST /api/reports/{id}/prior."
    );
    public static readonly ApiError UnknownLink = new(
        "unknown-link",
        404,
        "没有这个链接。请从邮件中完整复制，或请管理员重新发送。",
        "There is no such link. Copy it whole from the mail, or ask the administrator to send it again."
    );
    public static readonly ApiError UnknownInstance = new(
        "unknown-instance",
        404,
        "没有这个流程实例。编号是报告编号，或“报告编号:轮次:环节”，例如 620700082-2020:1:secrecy。",
        "There is no such workflow instance. Its id is the report's, or report:round:stage, such as 620700082-2020:1:secrecy."
    );
    public static readonly ApiError NotPublished = new(
        "not-published",
        404,
        "没有以此索引号发布的报告。",
        "No report is published under this index number."
    );

    // Conflicts
    public static readonly ApiError ReportExists = new(
        "report-exists",
        409,
        "该机关该年度的报告已经存在，请直接打开它。",
        "The organ's report for that year exists already. Open it instead."
    );
    public static readonly ApiError NotInDraftersHands = new(
        "not-in-drafters-hands",
        409,
        "报告不在拟稿人手中，不能修改。需要修改时请先撤回，或等待退回。",
        "The report is not in the drafter's hands and cannot be changed. Recall it first, or wait for its return."
    );
    public static readonly ApiError NotSubmittable = new(
        "not-submittable",
        409,
        "报告当前状态不能提交。请先查看报告状态。",
        "The report cannot be submitted in its present state. Look at its status first."
    );
    public static readonly ApiError NotRecallable = new(
        "not-recallable",
        409,
        "报告当前状态不能撤回：只有在审查或签发完成之前可以撤回。",
        "The report cannot be recalled now: that is possible only before review and sign-off are complete."
    );
    public static readonly ApiError NotRetryable = new(
        "not-retryable",
        409,
        "只有发布失败的报告可以重新发布。",
        "Only a report whose publication failed can be published again."
    );
    public static readonly ApiError NotCancellable = new(
        "not-cancellable",
        409,
        "只有在拟稿人手中的报告可以取消。",
        "Only a report in the drafter's hands can be cancelled."
    );
    public static readonly ApiError NothingToCarry = new(
        "nothing-to-carry-forward",
        409,
        "没有上年报告可以结转。请先用 POST /api/reports/{id}/prior 导入已公布的上年报告。",
        "There is no report of the year before to carry anything forward from. Import the published one first: POST /api/reports/{id}/prior."
    );
    public static readonly ApiError LastYearInStorage = new(
        "last-year-in-storage",
        409,
        "上年报告已在本系统中，比较以它为准，无需导入。",
        "Last year's report is in this system already and is what this one is compared with; there is nothing to import."
    );
    public static readonly ApiError AlreadyDecided = new(
        "already-decided",
        409,
        "此任务已有决定，不能更改；已记录的决定附在后面。",
        "This task has been decided already; the recorded decision stands and is attached."
    );
    public static readonly ApiError InstanceEnded = new(
        "instance-ended",
        409,
        "流程实例已经结束，不能再暂停、恢复或终止。",
        "The workflow instance has ended; it cannot be suspended, resumed or terminated any more."
    );
    public static readonly ApiError InstanceNotEnded = new(
        "instance-not-ended",
        409,
        "流程实例尚未结束，不能清除。请先终止它。",
        "The workflow instance has not ended and cannot be purged. Terminate it first."
    );
    public static readonly ApiError Busy = new(
        "busy",
        503,
        "同时有多人操作这份报告，请稍后重试。",
        "Several people are working on this report at once. Try again in a moment."
    );

    // Preconditions
    public static readonly ApiError PreconditionRequired = new(
        "precondition-required",
        428,
        "请在 If-Match 中带上读取内容时得到的 ETag，以免覆盖他人的修改。",
        "Send the ETag you got with the content in If-Match, so that nobody's change is overwritten."
    );
    public static readonly ApiError StaleContent = new(
        "stale-content",
        412,
        "内容已被他人修改，您的版本已过时，未保存。请重新读取后合并修改。",
        "Somebody changed the content since you read it; nothing was saved. Read it again and merge your change."
    );

    public static readonly ApiError StaleSettings = new(
        "stale-settings",
        412,
        "设置已被他人修改，未保存。请重新读取后再改。",
        "Somebody changed the settings since you read them; nothing was saved. Read them again and make your change anew."
    );

    // What is loaded and imported
    public static readonly ApiError InvalidCalendar = new(
        "invalid-calendar",
        422,
        "日历文件有误，仍使用原来的日历。请按 errors 中指出的位置修改。",
        "The calendar file is wrong; the former calendar stays in force. Correct the places listed in errors."
    );
    public static readonly ApiError NoFormLastYear = new(
        "no-form-last-year",
        422,
        "上一年度没有统一的报告格式（自 2019 年度起），无法比较。",
        "The year before has no common form (they begin with 2019), so there is nothing to compare with."
    );
    public static readonly ApiError ImportedWrongYear = new(
        "imported-wrong-year",
        422,
        "导入的不是上一年度的报告，未保存。",
        "What was imported is not the report of the year before; nothing was saved."
    );
    public static readonly ApiError NothingImported = new(
        "nothing-imported",
        422,
        "没有从中读出任何数据，未保存。请确认文件是政府信息公开工作年度报告的完整页面。",
        "No figure could be read from it; nothing was saved. Check that it is the whole page of an annual disclosure report."
    );

    // Judgement
    public static readonly ApiError UnknownFinding = new(
        "unknown-finding",
        422,
        "没有这些问题（findings）：可能已经改正。请重新读取检查结果。",
        "There are no such findings; they may have been corrected. Read the findings again."
    );
    public static readonly ApiError FindingWithoutPatch = new(
        "finding-without-patch",
        422,
        "这些问题的建议只能由人来改，不能自动应用。",
        "The advice on these findings is for a person to follow; it cannot be applied."
    );
    public static readonly ApiError ConflictingAdvice = new(
        "conflicting-advice",
        422,
        "所选建议互相矛盾，未保存。请只选其中之一。",
        "The chosen advice contradicts itself; nothing was saved. Choose one of them."
    );
    public static readonly ApiError FindingsStandInTheWay = new(
        "findings-stand-in-the-way",
        422,
        "报告尚不能提交：请改正 findings 中的错误，并为每个警告说明理由（reasons）。",
        "The report cannot be submitted yet: correct the errors in findings and give a reason for each warning (reasons)."
    );
    public static readonly ApiError DecisionIncomplete = new(
        "decision-incomplete",
        422,
        "决定不完整，请按 errors 补充。",
        "The decision is incomplete. Supply what errors lists."
    );
    public static readonly ApiError WrongCode = new(
        "wrong-code",
        403,
        "六位验证码不正确。请核对邮件中的验证码；连续五次错误链接将失效。",
        "The six-digit code is wrong. Check the mail; five wrong codes end the link."
    );
    public static readonly ApiError NotYours = new(
        "separation-of-duties",
        403,
        "拟稿人不能审查或签发自己的报告。",
        "Nobody reviews or signs off their own draft."
    );
    public static readonly ApiError NotEligible = new(
        "not-eligible",
        422,
        "不能转交给此人：须为本机关在岗、有权办理本环节且尚未被请审的人员，且不是拟稿人。",
        "The task cannot go to this person: it takes somebody active of the organ who may review in this stage, is not asked yet and has not drafted the report."
    );
    public static readonly ApiError LinkDead = new("link-dead", 410, "此链接已失效。", "This link is no longer valid.");

    public static readonly ApiError NoReviewers = new(
        "no-reviewers",
        409,
        "没有可以审查的人员，暂不能提交。请联系管理员完善人员和审查流程。",
        "Nobody can review this report, so it cannot be submitted yet. Ask the administrator to complete staff and policy."
    );

    // Not there yet, and saying so
    public static readonly ApiError NotImplemented = new("not-implemented", 501, "此功能尚未提供。", "This function is not available yet.");
    public static readonly ApiError Unexpected = new(
        "unexpected",
        500,
        "系统出现意外错误，您的操作可能没有完成。请稍后重试；如再次发生，请把错误编号告诉管理员。",
        "Something unexpected went wrong and the action may not be complete. Try again; if it happens again, give the administrator the error number."
    );
    public static readonly ApiError StorageUnavailable = new(
        "storage-unavailable",
        503,
        "存储暂时不可用，操作未完成。请稍后重试。",
        "Storage is unavailable for the moment; the action was not completed. Try again shortly."
    );
}
