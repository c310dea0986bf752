// What each failure means, from errors as the unchanged WebClient throws them at a small server of our own.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import { describe, expect, it, onTestFinished } from "vitest";
import { realClock } from "../../src/clock.ts";
import { silentLog } from "../../src/log.ts";
import { mendWaitMs, unreachedWaitMs, unsaidRetryAfterS } from "../../src/slack/limits.ts";
import { AnswerError, failureOf, type Repeat } from "../../src/slack/outcome.ts";
import { clientOptions } from "../../src/slack/web-clients.ts";
import { createWire } from "../../src/slack/wire.ts";
import { sleep } from "../support/until.ts";

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What a call of conversations.create comes to, at a server that does `serve`; null: there is none. */
async function failing(serve: Serve | null, repeat: Repeat, apiUrl?: string, timeoutMs = 2_000) {
  const server = createServer(serve ?? (() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const clock = realClock();
  const wire = createWire({ clock, wireClock: clock, log: silentLog });
  const end = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  if (serve === null) await end();
  onTestFinished(async () => {
    await wire.close();
    if (serve !== null) await end();
  });
  const address = apiUrl ?? `http://127.0.0.1:${port}/api/`;
  const client = new WebClient("xoxb-1-a", clientOptions({ apiUrl: address, wire, log: silentLog, timeoutMs }));
  try {
    await client.conversations.create({ name: "inc-1" });
  } catch (error) {
    return failureOf(error, { method: "conversations.create", repeat });
  }
  throw new Error("The call was answered well.");
}

const answering =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Serve =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
const refusing = (error: string, more: object = {}): Serve => answering({ ok: false, error, ...more });

const unknown = (why: unknown) => ({ outcome: "unknown", why });
const later = (afterMs: number, why: unknown) => ({ outcome: "later", afterMs, why });

describe("a call that fails", () => {
  it("waits as long as Slack says on 429", async () => {
    const limited = answering({ ok: false, error: "ratelimited" }, 429, { "retry-after": "7" });
    expect(await failing(limited, "seen")).toEqual(later(7_000, "ratelimited"));
  });

  it("waits a while on a 429 that does not say how long, as a proxy's", async () => {
    const unsaid = answering("Too many", 429);
    expect(await failing(unsaid, "seen")).toEqual(later(unsaidRetryAfterS * 1_000, "ratelimited"));
    const dated = answering("Too many", 429, { "retry-after": "Fri, 31 Dec 2027 23:59:59 GMT" });
    expect(await failing(dated, "harmless")).toEqual(later(unsaidRetryAfterS * 1_000, "ratelimited"));
    expect(await failing(refusing("rate_limited"), "seen")).toEqual(later(unsaidRetryAfterS * 1_000, "rate_limited"));
  });

  it.each(["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"])(
    "is unknown after %s where twice would be seen, and simply later where it would not",
    async (code) => {
      expect(await failing(refusing(code), "seen")).toEqual(unknown(code));
      expect(await failing(refusing(code), "harmless")).toEqual(later(unreachedWaitMs, code));
    },
  );

  it("is unknown after a 500, a reset, half an answer, no answer in time, and a page that is not Slack's", async () => {
    const reset: Serve = (request) => request.socket.destroy();
    const half: Serve = (request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("{");
      void sleep(20).then(() => request.socket.destroy());
    };
    expect(await failing(answering("upstream", 500), "seen")).toEqual(unknown("HTTP 500"));
    expect(await failing(answering("upstream", 503), "harmless")).toEqual(later(unreachedWaitMs, "HTTP 503"));
    expect(await failing(reset, "seen")).toEqual(unknown(expect.any(String)));
    expect(await failing(half, "seen")).toEqual(unknown(expect.any(String)));
    expect(await failing(() => undefined, "seen", undefined, 80)).toEqual(unknown("no answer in time"));
    expect(await failing(answering("<html>Login</html>"), "seen")).toEqual(
      unknown(expect.stringContaining("not Slack")),
    );
  });

  it("is later, and certainly not done, where Slack was never reached", async () => {
    expect(await failing(null, "seen")).toEqual(later(unreachedWaitMs, "ECONNREFUSED"));
    expect(await failing(null, "seen", "http://slack.invalid/api/")).toMatchObject({ outcome: "later" });
  });

  it.each(["invalid_auth", "account_inactive", "token_revoked"])("waits for the operator on %s", async (code) => {
    expect(await failing(refusing(code), "seen")).toEqual(later(mendWaitMs, code));
  });

  it("is never for what will not change, with what a person can do", async () => {
    const hintOf = async (code: string, more: object = {}): Promise<string> => {
      const failure = await failing(refusing(code, more), "seen");
      if (failure.outcome !== "never") throw new Error(`${code} came out as ${failure.outcome}`);
      expect(failure.code).toBe(code);
      return failure.hint;
    };
    expect(await hintOf("missing_scope", { needed: "pins:write", provided: "chat:write" })).toBe(
      "Add `pins:write` under OAuth & Permissions at api.slack.com/apps → your app, and reinstall the app.",
    );
    expect(await hintOf("missing_scope")).toContain("manifest.yml");
    expect(await hintOf("restricted_action")).toContain("preference");
    expect(await hintOf("too_many_pins")).toContain("unpin");
    expect(await hintOf("toString")).toContain("docs.slack.dev/reference/methods/conversations.create");
    expect(await hintOf("name_taken")).toContain("taken");
  });

  it("is later on 404 or 403, which come from a wrong address or a proxy, and never on 413", async () => {
    expect(await failing(answering("no", 404), "seen")).toEqual(later(mendWaitMs, "HTTP 404"));
    expect(await failing(answering("no", 413), "seen")).toMatchObject({ outcome: "never", code: "http_413" });
  });

  it("never hides a fault of our own", () => {
    const fault = new TypeError("undefined is not a function");
    expect(() => failureOf(fault, { method: "chat.update", repeat: "harmless" })).toThrow(fault);
    const answer = new AnswerError("Slack answered without ts");
    expect(failureOf(answer, { method: "chat.postMessage", repeat: "seen" })).toEqual(unknown(answer.message));
  });
});
