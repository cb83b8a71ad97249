// An SMTP server for tests. Prints {"port"} when it listens and then a line for each mail that it took, as parsed.
// A line on its standard input sets how it behaves from then on:
//   take | refuse (550 to every recipient) | later (451 to every mail) | hang-up (takes the mail, and breaks the connection before it says so)
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";
import { simpleParser } from "mailparser";

let behaviour = "take";
const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const failure = (code, words) => Object.assign(new Error(words), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) =>
    password === "right" ? done(null, { user: username }) : done(failure(535, "wrong")),
  onRcptTo: (_address, _session, done) => done(behaviour === "refuse" ? failure(550, "no such mailbox") : null),
  onData: async (stream, session, done) => {
    const mail = await simpleParser(stream);
    if (behaviour === "later") {
      return done(failure(451, "come back later"));
    }
    say({
      to: session.envelope.rcptTo.map((to) => to.address),
      from: mail.from.text,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      autoSubmitted: mail.headers.get("auto-submitted"),
      user: session.user ?? null,
    });
    if (behaviour === "hang-up") {
      behaviour = "take";
      return server.connections.forEach((connection) => connection.close());
    }
    return done();
  },
});
server.on("error", (fault) => process.stderr.write(`${fault.message}\n`));
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", function () {
  say({ port: this.address().port });
});
createInterface({ input: process.stdin })
  .on("line", (line) => { behaviour = line.trim(); say({ behaviour }); })
  .on("close", () => process.exit(0));
