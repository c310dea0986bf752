// Bolt's receiver for HTTP: takes a Request, gives a Response; main mounts it on the server of web/.
// Takes nothing in that Slack did not sign. Persist, then acknowledge: see inbound.ts.

import type { App, Receiver } from "@slack/bolt";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createDraining, type Draining } from "./draining.ts";
import { deliver } from "./inbound.ts";
import { ackWithinMs, maxBodyBytes, stopWithinMs } from "./limits.ts";
import { reportOuter } from "./outer-event.ts";
import { checkSignature } from "./signature.ts";
import type { Wire } from "./wire.ts";

export type HttpReceiver = Receiver & {
  /** Slack's requests of all kinds, at one address. Always answers, within 3 s. */
  handle(request: Request): Promise<Response>;
};

export type HttpReceiverParts = {
  signingSecret: string;
  /** Slack's time. */
  clock: Clock;
  wireClock: Clock;
  wire: Wire;
  log: Log;
};

type Body = Record<string, unknown>;

const json = z.record(z.string(), z.unknown());
const plain = (status: number, text = ""): Response => new Response(text, { status });

/** A form with JSON in `payload` (interactivity), a plain form (commands), or JSON (events). Null: none of these. */
function bodyOf(raw: string, contentType: string): Body | null {
  try {
    if (!contentType.startsWith("application/x-www-form-urlencoded")) return json.parse(JSON.parse(raw));
    const form = new URLSearchParams(raw);
    const payload = form.get("payload");
    return payload === null ? Object.fromEntries(form) : json.parse(JSON.parse(payload));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** What a listener acknowledges with: nothing, a text, or a message or view action as JSON. */
function responseOf(payload: unknown): Response {
  if (payload === undefined || payload === null || payload === "") return plain(200);
  return typeof payload === "string" ? plain(200, payload) : Response.json(payload);
}

function isSlacks({ signingSecret, clock, log }: HttpReceiverParts, request: Request, body: string): boolean {
  const timestamp = request.headers.get("x-slack-request-timestamp");
  const signature = request.headers.get("x-slack-signature");
  const verdict = checkSignature({ secret: signingSecret, timestamp, signature, body, slackNow: clock.now() });
  if (verdict === "stale") {
    const fix = "Set the host's clock (NTP), or everything that Slack sends is refused.";
    log.error({ timestamp }, `A request signed by Slack is more than 5 minutes off. ${fix}`);
  } else if (verdict === "forged") {
    const fix = "If these are Slack's, correct SLACK_SIGNING_SECRET.";
    log.warn({}, `A request without Slack's signature was refused. ${fix}`);
  }
  return verdict === "good";
}

/** Slack's checks of the address itself, and news about the app; null for what listeners are for. */
function answerOfOurOwn(body: Body, log: Log): Response | null {
  if (body.ssl_check !== undefined) return plain(200);
  if (body.type === "url_verification") return Response.json({ challenge: body.challenge });
  if (body.type !== "app_rate_limited") return null;
  reportOuter(log, body);
  return plain(200);
}

type Answering = { app: App; draining: Draining; wireClock: Clock; log: Log };

/** Answers as soon as there is an answer, and in time even if there is none: then Slack sends an event again. */
const answerTo = ({ app, draining, wireClock, log }: Answering, { headers }: Request, body: Body): Promise<Response> =>
  new Promise((resolve) => {
    const cancel = wireClock.at(wireClock.now() + ackWithinMs, () => resolve(plain(503)));
    const retryNum = Number(headers.get("x-slack-retry-num") ?? Number.NaN);
    const inbound = {
      body,
      isEvent: body.event !== undefined,
      retryNum: Number.isNaN(retryNum) ? null : retryNum,
      retryReason: headers.get("x-slack-retry-reason"),
      answer: async (payload: unknown): Promise<void> => resolve(responseOf(payload)),
    };
    const work = deliver(app, inbound, log).then(() => {
      cancel();
      // Counts only where nothing was answered before.
      resolve(plain(500));
    });
    draining.add(draining, work);
  });

export function createHttpReceiver(parts: HttpReceiverParts): HttpReceiver {
  const { wireClock, wire, log } = parts;
  const draining = createDraining(wireClock);
  let app: App | null = null;
  let isStopping = false;

  const handle = async (request: Request): Promise<Response> => {
    // Slack's check of the certificate carries no signature, and the answer says nothing.
    if (new URL(request.url).searchParams.get("ssl_check") === "1") return plain(200);
    if (request.method !== "POST") return plain(405);
    if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) return plain(413);
    const raw = await request.text();
    if (raw.length > maxBodyBytes) return plain(413);
    if (!isSlacks(parts, request, raw)) return plain(401);
    wire.heard();
    const body = bodyOf(raw, request.headers.get("content-type") ?? "");
    if (body === null) return plain(400);
    const own = answerOfOurOwn(body, log);
    if (own !== null) return own;
    return app === null || isStopping ? plain(503) : await answerTo({ app, draining, wireClock, log }, request, body);
  };

  return {
    handle,
    init(bolt) {
      app = bolt;
    },
    start: async () => undefined,
    async stop() {
      isStopping = true;
      const isDone = await draining.drained(null, stopWithinMs);
      if (!isDone) log.warn({}, "Listeners were still at work when the time to stop was up.");
    },
  };
}
