import { spawnSync } from "node:child_process";
import { LogLevel } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { virtualClock } from "../src/clock.ts";
import { createLog, type Log, type LogOptions, slackLogger } from "../src/log.ts";

/** A log that writes into `lines`. */
function recordingLog(options: Partial<LogOptions> = {}): { log: Log; lines: string[]; text: () => string } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({
    level: "debug",
    clock: virtualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 6)),
    destination,
    ...options,
  });
  return { log, lines, text: () => lines.join("") };
}

const botToken = "xoxb-1234567890-0987654321-AbCdEfGhIj";

describe("A line of the log", () => {
  test("is one JSON object with level, time, fields and message", () => {
    const { log, lines } = recordingLog();
    log.info({ channelId: "C1", attempts: 2 }, "The card waits");
    expect(lines).toEqual([
      `{"level":"info","time":"2026-01-02T03:04:05.006Z","channelId":"C1","attempts":2,"message":"The card waits"}\n`,
    ]);
  });

  test("carries the fields of the logs it descends from", () => {
    const { log, lines } = recordingLog();
    log.child({ incident: "INC-1" }).child({ effect: "card" }).warn({ attempts: 1 }, "waits");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ incident: "INC-1", effect: "card", attempts: 1, level: "warn" });
  });

  test("is left out below the level", () => {
    const { log, lines } = recordingLog({ level: "warn" });
    log.debug({}, "no");
    log.info({}, "no");
    log.warn({}, "yes");
    log.error({}, "yes");
    expect(lines).toHaveLength(2);
    expect(recordingLog({ level: "silent" }).log.error({}, "no")).toBeUndefined();
  });

  test("holds an error's stack and that of its causes", () => {
    const { log, text } = recordingLog();
    log.error({ error: new Error("outer", { cause: new Error("inner") }) }, "failed");
    expect(JSON.parse(text()).error.stack).toMatch(/outer[\s\S]*log\.test\.ts[\s\S]*inner/);
  });

  test("survives what JSON cannot hold", () => {
    const { log, lines } = recordingLog();
    const loop: Record<string, unknown> = { count: 10n, call: () => 1, nothing: undefined };
    loop.self = loop;
    log.info({ loop, date: new Date(Number.NaN) }, "odd");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ message: "odd" });
  });
});

describe("A secret never reaches the log", () => {
  const places: Record<string, (secret: string) => [Record<string, unknown>, string]> = {
    "in the message": (secret) => [{}, `called with ${secret} and failed`],
    "in a field": (secret) => [{ detail: secret }, "x"],
    "deep in a field": (secret) => [{ a: { b: [{ c: { d: [{ e: secret }] } }] } }, "x"],
    "as a field's name": (secret) => [{ [secret]: 1 }, "x"],
    "in an error's message": (secret) => [{ error: new Error(`bad ${secret}`) }, "x"],
    "in an error's cause": (secret) => [{ error: new Error("bad", { cause: new Error(secret) }) }, "x"],
    "in an error's own property": (secret) => [{ error: Object.assign(new Error("bad"), { url: secret }) }, "x"],
    "in JSON within a string": (secret) => [{ body: JSON.stringify({ body: JSON.stringify({ a: secret }) }) }, "x"],
  };
  const tokens = [
    botToken,
    "xoxp-1-2-abc_def",
    "xoxa-2-abcdef",
    "xoxr-abcdef-1",
    "xoxs-abcdef-1",
    "xoxe-1-My0xLTEyMw",
    "xoxe.xoxb-1-Mi0yLTEyMzQ1",
    "xapp-1-A0123-456-0f0f0f",
    "XOXB-1234-ABCD",
  ];

  test.each(Object.keys(places))("when a token stands %s", (place) => {
    for (const isForPeople of [false, true]) {
      for (const secret of tokens) {
        const { log, text } = recordingLog({ isForPeople });
        const [fields, message] = places[place]?.(secret) ?? [{}, ""];
        log.child(fields).error(fields, message);
        expect(text()).not.toContain(secret);
        expect(text()).not.toContain(secret.slice(secret.indexOf("-") + 1));
        expect(text()).toContain("[redacted]");
      }
    }
  });

  test.each(["token", "authorization", "Authorization", "password", "bot_access_token", "signingSecret", "cookie"])(
    "when it is the value of %s, of whatever type",
    (key) => {
      const { log, text } = recordingLog();
      log.info({ [key]: "hunter2hunter2" }, "x");
      log.info({ a: [{ [key]: ["hunter2hunter2"] }] }, "x");
      log.child({ [key]: { value: "hunter2hunter2" } }).info({ [key]: 1234567 }, "x");
      log.info({ error: Object.assign(new Error("e"), { config: { headers: { [key]: "hunter2hunter2" } } }) }, "x");
      log.info({ body: JSON.stringify({ ok: true, [key]: "hunter2hunter2" }) }, "x");
      expect(text()).not.toMatch(/hunter2|1234567/);
    },
  );

  test("when it is the password of a PostgreSQL address", () => {
    const { log, text } = recordingLog();
    log.info({ url: "postgres://sitrep:hunter2@db.example:5432/sitrep" }, "postgresql://u:hunter2@h/d is down");
    log.info({}, "postgres://sitrep:hun@ter2@db/x and postgres://db/x?user=a&password=hunter2");
    log.info({ error: new Error("cannot reach postgres://:hunter2@db") }, "x");
    expect(text()).not.toMatch(/hunter2|ter2/);
    expect(text()).toContain("db.example:5432/sitrep");
  });

  test("when it is a header, a webhook's address or a socket's ticket", () => {
    const { log, text } = recordingLog();
    log.info({}, "Authorization: Bearer abcdef0123456789");
    log.info(
      { to: "https://hooks.slack.com/commands/T1/2/hunter2" },
      "wss://wss.slack.com/link/?ticket=hunter2&app_id=A1",
    );
    expect(text()).not.toMatch(/abcdef0123456789|hunter2/);
    expect(text()).toContain("app_id=A1");
  });

  test("when it was named at the start, although it looks like nothing", () => {
    const { log, text } = recordingLog({ secrets: ["0123456789abcdef0123456789abcdef", ""] });
    log.info({ a: ["v0=0123456789abcdef0123456789abcdef"] }, "with 0123456789abcdef0123456789abcdef");
    expect(text()).not.toContain("0123456789abcdef");
    expect(text()).toContain("with [redacted]");
  });

  test("and what is no secret stays readable", () => {
    const { log, text } = recordingLog();
    log.info(
      { url: "https://slack.com/api/chat.postMessage", database: "postgres://db/sitrep" },
      "SLACK_BOT_TOKEN begins with xoxb-.",
    );
    expect(text()).toContain("https://slack.com/api/chat.postMessage");
    expect(text()).toContain("postgres://db/sitrep");
    expect(text()).toContain("SLACK_BOT_TOKEN begins with xoxb-.");
  });
});

describe("For people", () => {
  test("a line is words, with the stack below", () => {
    const { log, text } = recordingLog({ isForPeople: true });
    log.info({ channelId: "C1", title: "API down" }, "Declared");
    log.error({ error: new Error("boom") }, "Failed");
    expect(text().split("\n").slice(0, 3)).toEqual([
      '03:04:05.006 INFO  Declared  channelId=C1  title="API down"',
      "03:04:05.006 ERROR Failed",
      "    Error: boom",
    ]);
  });

  test("no control character reaches the terminal", () => {
    const { log, text } = recordingLog({ isForPeople: true });
    log.warn({ title: "\u001b]0;owned\u0007", "k\u001b": 1, error: new Error("a\u001b[2J\u202e") }, "x\r\u009b31m\ny");
    const seen = text().replaceAll("\n", "");
    expect(seen).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(seen).toContain("\\u001b[2J");
  });
});

test("Without a destination JSON lines go to stderr at once, and a crash loses none", () => {
  const script = `
    import { createLog } from ${JSON.stringify(new URL("../src/log.ts", import.meta.url).href)};
    createLog({ level: "info" }).info({ botToken: "${botToken}" }, "last words ${botToken}");
    process.kill(process.pid, "SIGKILL");`;
  const child = spawnSync("node", ["--input-type=module", "--eval", script], { encoding: "utf8" });
  expect(child.stdout).toBe("");
  expect(JSON.parse(child.stderr)).toMatchObject({ message: "last words xoxb-[redacted]", botToken: "[redacted]" });
});

describe("Slack's SDK", () => {
  test("speaks through the log, named and without its tokens", () => {
    const { log, lines, text } = recordingLog();
    const sdk = slackLogger(log, LogLevel.INFO);
    sdk.debug("held back");
    sdk.setName("web-api:WebClient:0");
    sdk.warn("retrying", 3, { token: botToken, url: "chat.postMessage" });
    sdk.error(new Error(`no ${botToken}`));
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "warn",
      sdk: "web-api:WebClient:0",
      message: "retrying 3",
      details: [{ token: "[redacted]", url: "chat.postMessage" }],
    });
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ message: "no xoxb-[redacted]", error: { type: "Error" } });
    expect(text()).not.toContain(botToken);
  });

  test("can change its level", () => {
    const { log, lines } = recordingLog();
    const sdk = slackLogger<LogLevel>(log, LogLevel.ERROR);
    sdk.warn("held back");
    sdk.setLevel(LogLevel.DEBUG);
    sdk.debug("shown");
    expect(sdk.getLevel()).toBe(LogLevel.DEBUG);
    expect(lines).toHaveLength(1);
  });
});
