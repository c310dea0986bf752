// Delivery over HTTP: one request URL for commands, interactivity and events, each request signed (v0).

import { createHmac } from "node:crypto";
import { notify } from "../changes.ts";
import { seconds } from "../ids.ts";
import { httpLimits, lives } from "../limits.ts";
import { afterRealMs } from "../real-time.ts";
import { recordAttempt, recordEnd, recordEnvelope } from "../records.ts";
import type { Json, World } from "../world.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { type Attempt, withRetries } from "./retries.ts";

const formType = "application/x-www-form-urlencoded";

type Post = { contentType: string; body: string; headers: Record<string, string> };
type Answer = { status: number; contentType: string; body: string; noRetry: boolean };

/** Why there is no answer, in Slack's words for a retry (FACTS 1.2); "timeout": not within 3 s. */
type Silence = "timeout" | "connection_failed" | "ssl_error" | "too_many_redirects";

/** Where to deliver to and what is under way. */
export type HttpSide = { requestUrl: string; safetyMs: number; underWay: number; open: Set<() => void> };

export function httpDelivery(world: World, side: HttpSide): Delivery {
  return {
    event: (payload) => deliverEvent(world, side, payload),
    request: (kind, payload) => deliverRequest(world, side, kind, payload),
    inFlight: () => side.underWay,
    stop: () => {
      for (const giveUp of side.open) giveUp();
    },
  };
}

/** The headers with which Slack proves that a request is its own. */
function signatureHeaders(world: World, body: string): Record<string, string> {
  const timestamp = String(seconds(world.clock.now()));
  const mac = createHmac("sha256", world.app.signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${mac}` };
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** Undici wraps the error of the connection; TLS's own have codes of their own. */
function silenceOf(error: Error): Silence {
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return /CERT|SSL|TLS|ERR_TLS/.test(code) ? "ssl_error" : "connection_failed";
}

/** Posts the same again wherever it is redirected to, at most twice (FACTS 1.2); null: once too often. */
async function followed(address: string, init: RequestInit, redirects = 0): Promise<Response | null> {
  const res = await fetch(address, init);
  const location = res.headers.get("location");
  if (!isRedirect(res.status) || location === null) return res;
  await res.body?.cancel();
  if (redirects === httpLimits.redirects) return null;
  return followed(new URL(location, address).href, init, redirects + 1);
}

async function send(world: World, side: HttpSide, post: Post): Promise<Answer | Silence> {
  const abort = new AbortController();
  const { transportClock } = world;
  const stops = [
    transportClock.at(transportClock.now() + lives.ackMs, () => abort.abort()),
    afterRealMs(side.safetyMs, () => abort.abort()),
  ];
  side.underWay += 1;
  try {
    const res = await followed(side.requestUrl, {
      method: "POST",
      redirect: "manual",
      signal: abort.signal,
      body: post.body,
      headers: { "content-type": post.contentType, ...signatureHeaders(world, post.body), ...post.headers },
    });
    if (res === null) return "too_many_redirects";
    const body = await res.text();
    const noRetry = res.headers.get("x-slack-no-retry") === "1";
    return { status: res.status, contentType: res.headers.get("content-type") ?? "", body, noRetry };
  } catch (error) {
    if (error instanceof Error) return abort.signal.aborted ? "timeout" : silenceOf(error);
    throw error;
  } finally {
    for (const stop of stops) stop();
    side.underWay -= 1;
    notify(world.changes);
  }
}

function deliverEvent(world: World, side: HttpSide, payload: Json): void {
  const record = recordEnvelope(world, "events_api", String(payload.event_id ?? ""), payload);
  const attemptOnce = ({ number, reason, end }: Attempt) => {
    const retry = { "x-slack-retry-num": String(number), "x-slack-retry-reason": reason };
    const post = {
      contentType: "application/json",
      body: JSON.stringify(payload),
      headers: number === 0 ? {} : retry,
    };
    recordAttempt(world, record, { attempt: number, socket: null, size: post.body.length });
    void send(world, side, post).then((answer) => {
      if (typeof answer === "string") end(answer === "timeout" ? "http_timeout" : answer);
      else end((answer.status >= 200 && answer.status < 300) || answer.noRetry ? null : "http_error");
    });
  };
  const giveUp: () => void = withRetries(world, "http_timeout", attemptOnce, (failure) => {
    recordEnd(world, record, failure === null ? "acked" : "given up");
    side.open.delete(giveUp);
  });
  side.open.add(giveUp);
}

/** An acknowledgement's body: JSON, or text that is the reply itself. */
function readPayload(answer: Answer): unknown {
  if (answer.body === "") return undefined;
  if (!answer.contentType.includes("json")) return answer.body;
  try {
    return JSON.parse(answer.body);
  } catch (error) {
    if (error instanceof SyntaxError) return answer.body;
    throw error;
  }
}

async function deliverRequest(
  world: World,
  side: HttpSide,
  kind: "interactive" | "slash_commands",
  payload: Json,
): Promise<Ack> {
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
  const form = kind === "slash_commands" ? fields : [["payload", JSON.stringify(payload)]];
  const body = new URLSearchParams(form as [string, string][]).toString();
  const record = recordEnvelope(world, kind, String(payload.trigger_id ?? ""), payload);
  recordAttempt(world, record, { attempt: 0, socket: null, size: body.length });
  const ack = ackOf(await send(world, side, { contentType: formType, body, headers: {} }));
  recordEnd(world, record, ack.kind, ack.kind === "acked" ? ack.payload : null);
  return ack;
}

function ackOf(answer: Answer | Silence): Ack {
  if (answer === "timeout") return { kind: "operation_timeout" };
  if (typeof answer === "string" || answer.status !== 200) return { kind: "dispatch_failed" };
  return { kind: "acked", payload: readPayload(answer) };
}

/** The handshake that Slack makes when a request URL is set: the challenge has to come back. */
export async function verifyRequestUrl(world: World, side: HttpSide): Promise<boolean> {
  const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
  const body = JSON.stringify({ token: world.app.verificationToken, challenge, type: "url_verification" });
  const answer = await send(world, side, { contentType: "application/json", body, headers: {} });
  return typeof answer !== "string" && answer.status === 200 && answer.body.includes(challenge);
}

/** Slack's look, now and then, whether a command's request URL has a good certificate: any 200 will do. */
export async function checkSsl(world: World, side: HttpSide): Promise<boolean> {
  const body = new URLSearchParams({ ssl_check: "1", token: world.app.verificationToken }).toString();
  const answer = await send(world, side, { contentType: formType, body, headers: {} });
  return typeof answer !== "string" && answer.status === 200;
}
