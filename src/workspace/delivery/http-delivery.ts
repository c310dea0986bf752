// Delivery over HTTP: one request URL for commands, interactivity and events, each request signed (v0).

import { createHmac } from "node:crypto";
import { notify } from "../changes.ts";
import { seconds } from "../ids.ts";
import { lives } from "../limits.ts";
import { afterRealMs } from "../real-time.ts";
import type { Json, World } from "../world.ts";
import type { Ack, Delivery } from "./delivery.ts";
import { type Attempt, withRetries } from "./retries.ts";

type Post = { contentType: string; body: string; headers: Record<string, string> };
type Answer = { status: number; contentType: string; body: string; noRetry: boolean };

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

/** Nobody answered: not within 3 s, or not to be reached at all. */
type Silence = "timeout" | "connection_failed";

async function send(world: World, side: HttpSide, post: Post): Promise<Answer | Silence> {
  const abort = new AbortController();
  const stops = [
    world.clock.at(world.clock.now() + lives.ackMs, () => abort.abort()),
    afterRealMs(side.safetyMs, () => abort.abort()),
  ];
  side.underWay += 1;
  try {
    const res = await fetch(side.requestUrl, {
      method: "POST",
      redirect: "manual",
      signal: abort.signal,
      body: post.body,
      headers: { "content-type": post.contentType, ...signatureHeaders(world, post.body), ...post.headers },
    });
    const body = await res.text();
    const noRetry = res.headers.get("x-slack-no-retry") === "1";
    return { status: res.status, contentType: res.headers.get("content-type") ?? "", body, noRetry };
  } catch (error) {
    if (error instanceof Error) return abort.signal.aborted ? "timeout" : "connection_failed";
    throw error;
  } finally {
    for (const stop of stops) stop();
    side.underWay -= 1;
    notify(world.changes);
  }
}

function deliverEvent(world: World, side: HttpSide, payload: Json): void {
  const attemptOnce = ({ number, reason, end }: Attempt) => {
    const retry = { "x-slack-retry-num": String(number), "x-slack-retry-reason": reason };
    const post = {
      contentType: "application/json",
      body: JSON.stringify(payload),
      headers: number === 0 ? {} : retry,
    };
    void send(world, side, post).then((answer) => {
      if (typeof answer === "string") end(answer === "timeout" ? "http_timeout" : answer);
      else end((answer.status >= 200 && answer.status < 300) || answer.noRetry ? null : "http_error");
    });
  };
  const giveUp: () => void = withRetries(world, attemptOnce, () => void side.open.delete(giveUp));
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
  const answer = await send(world, side, { contentType: "application/x-www-form-urlencoded", body, headers: {} });
  if (answer === "timeout") return { kind: "operation_timeout" };
  if (answer === "connection_failed" || answer.status !== 200) return { kind: "dispatch_failed" };
  return { kind: "acked", payload: readPayload(answer) };
}

/** The handshake that Slack makes when a request URL is set: the challenge has to come back. */
export async function verifyRequestUrl(world: World, side: HttpSide): Promise<boolean> {
  const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
  const body = JSON.stringify({ token: world.app.verificationToken, challenge, type: "url_verification" });
  const answer = await send(world, side, { contentType: "application/json", body, headers: {} });
  return typeof answer !== "string" && answer.status === 200 && answer.body.includes(challenge);
}
