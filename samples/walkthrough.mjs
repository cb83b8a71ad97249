// Takes the demonstration organ's report for 2020 from the page that was once published, and does not add up, to a better one: over HTTP
// alone. Needs Node 20 and the app running in Development:  node samples/walkthrough.mjs [http://localhost:7071]
import { readFile } from "node:fs/promises";

const base = (process.argv[2] ?? "http://localhost:7071").replace(/\/$/, "");
const reportId = "620700082-2020";
const drafterMail = "drafter@zhangye.example";

const say = (text) => console.log(text);
const fail = (text) => {
  console.error(`✗ ${text}`);
  process.exit(1);
};

/** One call. Returns { status, headers, body } with JSON parsed; a status outside `expected` ends the walkthrough. */
async function call(method, path, { token, body, headers = {}, expected = [200] } = {}) {
  const response = await fetch(base + path, {
    method,
    redirect: "manual",
    headers: {
      accept: "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "text/plain; charset=utf-8" : "application/json" }),
      ...headers,
    },
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const answer = { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  if (!expected.includes(answer.status)) fail(`${method} ${path}: ${answer.status}\n${text}`);
  return answer;
}

/** Asks again until `test` holds; what moves between asking is the workflow. */
async function until(what, ask, test, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (test(answer)) return answer;
    if (Date.now() > end) fail(`waited ${seconds} s for ${what}; last seen: ${JSON.stringify(answer).slice(0, 400)}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

const mails = async (to) => (await call("GET", `/dev/outbox?to=${encodeURIComponent(to)}`)).body;
const newest = (list, test) => list.filter(test).sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1))[0];
const pathOf = (link) => new URL(link).pathname;

async function signIn(email) {
  const before = new Set((await mails(email)).map((mail) => mail.id));
  await call("POST", "/api/session", { body: { email }, expected: [202] });
  const mail = await until(
    `a sign-in mail to ${email}`,
    async () => newest(await mails(email), (candidate) => candidate.kind === "signIn" && !before.has(candidate.id)),
    Boolean,
  );
  return (await call("POST", pathOf(mail.links[0]))).body.token;
}

const report = async (token) => (await call("GET", `/api/reports/${reportId}`, { token })).body;

/** Decides by the link in the newest review mail to one of `people` for this round, as a reviewer does. */
async function decide(people, round, decision, comment) {
  const mail = await until(
    `a review mail of round ${round}`,
    async () =>
      newest(
        (await Promise.all(people.map(mails))).flat(),
        (candidate) => candidate.kind === "review" && candidate.reportId === reportId && candidate.round === round,
      ),
    Boolean,
  );
  const path = pathOf(mail.links[0]);
  const page = (await call("GET", path)).body;
  const receipt = (await call("POST", path, { body: { decision, comment, code: mail.code } })).body;
  say(`  ${page.reviewer} (${page.stage}, round ${page.round}): ${receipt.decision}`);
}

say(`Disclosure at ${base}, report ${reportId}`);
const drafter = await signIn(drafterMail);
say("1. Signed in as the drafter.");

let state = await until(
  "the demonstration to be filled in",
  async () => (await call("GET", `/api/reports/${reportId}`, { token: drafter, expected: [200, 404] })).body,
  (now) => now.status !== 404 && (now.status !== "Draft" || now.revision > 1),
);
if (state.status === "Published") {
  say(`It is published already: ${state.publication.url}`);
  process.exit(0);
}
if (state.status !== "Draft") fail(`The report is ${state.status}; the walkthrough begins with a draft. Start with an empty data folder.`);

const dates = (await call("GET", `/api/reports/${reportId}/dates`, { token: drafter })).body;
say(`   Due ${dates.lastWorkingDay}: ${dates.explanation}`);

const seed = await readFile(new URL("zhangye-2020.txt", import.meta.url), "utf8");
const imported = (await call("POST", `/api/reports/${reportId}/import`, { token: drafter, body: seed })).body;
say(`2. Imported the published page: ${imported.placedCells} figures placed, ${imported.notes.length} notes.`);
for (const note of imported.notes) say(`   - ${note.message}`);

const errorsOf = (findings) => findings.filter((finding) => finding.severity === "error");
const prior = (await call("GET", `/api/reports/${reportId}/prior`, { token: drafter })).body.source;
say(`   Compared with: ${prior.text}`);

const refused = await call("POST", `/api/reports/${reportId}/submit`, { token: drafter, body: { reasons: {} }, expected: [422] });
say(`3. Submission refused: ${errorsOf(refused.body.findings).length} errors.`);
for (const finding of errorsOf(refused.body.findings)) say(`   - ${finding.message}`);

const advised = (await call("POST", `/api/reports/${reportId}/advice`, { token: drafter, body: {} })).body;
say(`4. Advice applied, revision ${advised.revision}:`);
for (const cell of advised.applied) say(`   - ${cell.label}: ${cell.before ?? "空"} → ${cell.after}`);

await call("POST", `/api/reports/${reportId}/submit`, { token: drafter, body: { reasons: {} }, expected: [422] });
say("   Still refused: what is left is for a person to mend.");
const content = await call("GET", `/api/reports/${reportId}/content`, { token: drafter });
const corrected = content.body;
corrected.sections.overview = corrected.sections.overview.replace("政府信息與政務信息公開辦公室", "政府信息與政務公開辦公室");
const saved = await call("PUT", `/api/reports/${reportId}/content`, {
  token: drafter,
  body: corrected,
  headers: { "if-match": content.headers.get("etag") },
});
say(`5. The misnamed office corrected: revision ${saved.body.revision}, ${errorsOf(saved.body.findings).length} errors left.`);

async function submit() {
  const findings = (await call("GET", `/api/reports/${reportId}/findings`, { token: drafter })).body;
  const reasons = Object.fromEntries(
    findings.filter((finding) => finding.severity === "warning").map((finding) => [finding.id, "经核实，情况属实，予以保留。"]),
  );
  await call("POST", `/api/reports/${reportId}/submit`, { token: drafter, body: { reasons }, expected: [202] });
  return await until("the secrecy review to open", () => report(drafter), (now) => now.status === "SecrecyReview");
}

const secrecyReviewers = ["secrecy1@zhangye.example", "secrecy2@zhangye.example"];
state = await submit();
say(`6. Submitted, round ${state.round}.`);
await decide(secrecyReviewers, state.round, "return", "第一部分请补充依申请公开的办理结果。");
await until("the return", () => report(drafter), (now) => now.status === "Returned");
say("7. Returned to the drafter.");

const again = await call("GET", `/api/reports/${reportId}/content`, { token: drafter });
again.body.sections.overview += "\n上述1件申请已于法定期限内答复。";
await call("PUT", `/api/reports/${reportId}/content`, {
  token: drafter,
  body: again.body,
  headers: { "if-match": again.headers.get("etag") },
});
state = await submit();
say(`8. Resubmitted, round ${state.round}.`);
await decide(secrecyReviewers, state.round, "approve", "经审查，不涉及国家秘密。");
await until("sign-off to open", () => report(drafter), (now) => now.status === "SignOff");
await decide(["deputy@zhangye.example"], state.round, "approve", "同意发布。");
state = await until("publication", () => report(drafter), (now) => ["Published", "PublishFailed"].includes(now.status), 60);
if (state.status !== "Published") fail(`Publication failed: ${JSON.stringify(state)}`);

const audit = (await call("GET", `/api/reports/${reportId}/audit`, { token: drafter })).body;
say(`9. Published as ${state.publication.indexNumber}; ${audit.entries.length} audit entries, intact: ${audit.intact}.`);
say(state.publication.url);
