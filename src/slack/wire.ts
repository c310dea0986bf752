// The way to Slack over HTTP: one pool of connections, and what can be learned from each answer on the way.
// Never follows a redirect, never retries: whether to try again is the outbox's business.

import type { FetchFunction } from "@slack/web-api";
import { Agent, fetch as undiciFetch } from "undici";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { callTimeoutMs, connectTimeoutMs, keepAliveMs, unsaidRetryAfterS } from "./limits.ts";
import { createSkew, type Skew } from "./skew.ts";
import { createSkewReport } from "./skew-report.ts";

export type Wire = {
  /** For every client of Slack's SDK. Bounded in time also where the caller gives no signal, as Bolt's respond(). */
  fetch: FetchFunction;
  /** Slack's clock minus the one that answers are stamped with. */
  skew: Skew;
  /** Slack's clock minus what the host's wall clock shows, in ms; null before Slack has answered. */
  hostSkewMs(): number | null;
  /** Resolves when Slack has answered for the first time: before that, nobody knows what time it is. */
  answered: Promise<void>;
  /** A frame came from Slack on a socket, or a request. */
  heard(): void;
  /** When Slack was last heard, in a frame or an answer (epoch ms of the clock); null before the first. */
  lastFrameAt(): number | null;
  /** Closes the idle connections and cuts off the calls under way. */
  close(): Promise<void>;
};

type Answer = Awaited<ReturnType<FetchFunction>>;

/** Without a usable Retry-After the SDK throws an error that says nothing; so one is put in (web-api makeRequest). */
function withRetryAfter(answer: Answer): Answer {
  if (answer.status !== 429 || /^\d+$/.test(answer.headers.get("retry-after") ?? "")) return answer;
  const { headers } = answer;
  const get = (name: string) => (name.toLowerCase() === "retry-after" ? String(unsaidRetryAfterS) : headers.get(name));
  return {
    ok: answer.ok,
    status: answer.status,
    statusText: answer.statusText,
    url: answer.url,
    headers: { get, entries: () => headers.entries() },
    arrayBuffer: () => answer.arrayBuffer(),
    json: () => answer.json(),
    text: () => answer.text(),
  };
}

/** A proxy's own page of errors carries the proxy's time. */
const isSlacks = ({ ok, headers }: Answer): boolean => ok || headers.get("x-slack-req-id") !== null;

/** `clock` is whose time answers are stamped with, `wireClock` the host's own: timeouts are real. */
export type WireParts = { clock: Clock; wireClock: Clock; log: Log };

export function createWire({ clock, wireClock, log }: WireParts): Wire {
  // HTTP/1.1: with HTTP/2 one lost connection would make the outcome of every call under way unknown.
  const agent = new Agent({ allowH2: false, keepAliveTimeout: keepAliveMs, connect: { timeout: connectTimeoutMs } });
  const skew = createSkew();
  const report = createSkewReport(log);
  let lastFrameAt: number | null = null;
  let isAnswered = false;
  let tellAnswered = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    tellAnswered = resolve;
  });

  const hostSkewMs = (): number | null => (isAnswered ? skew.skewMs() - clock.wallAheadMs() : null);
  const heard = (): void => {
    lastFrameAt = clock.now();
    const skewMs = hostSkewMs();
    if (skewMs !== null) report(skewMs);
  };

  const bounded = async (url: string | URL, init: Parameters<FetchFunction>[1]): Promise<Answer> => {
    if (init?.signal !== undefined) return await undiciFetch(url, { ...init, dispatcher: agent } as object);
    const abort = new AbortController();
    const cancel = wireClock.at(wireClock.now() + callTimeoutMs, () =>
      abort.abort(new DOMException(`no answer within ${callTimeoutMs} ms`, "TimeoutError")),
    );
    try {
      return await undiciFetch(url, { ...init, signal: abort.signal, dispatcher: agent } as object);
    } finally {
      cancel();
    }
  };

  return {
    async fetch(url, init) {
      const sentAt = clock.now();
      const answer = await bounded(url, init);
      if (isSlacks(answer)) {
        skew.learnDate(answer.headers.get("date"), sentAt, clock.now());
        isAnswered = true;
        tellAnswered();
      }
      heard();
      return withRetryAfter(answer);
    },
    skew,
    hostSkewMs,
    answered,
    heard,
    lastFrameAt: () => lastFrameAt,
    close: () => agent.destroy(),
  };
}
