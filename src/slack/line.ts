// A line keeps one connection to Slack up, for as long as it is not stopped. The next is opened before the last is
// given up; an old one stays until what it brought is acknowledged.

import type { Clock } from "../clock.ts";
import type { Outcome } from "../engine/gateway.ts";
import type { Log } from "../log.ts";
import { backoffMs } from "./backoff.ts";
import type { Call } from "./call.ts";
import type { Connection, ConnectionEvents, Envelope } from "./connection.ts";
import { goodLinkMs, longestBackoffMs } from "./limits.ts";
import type { Outage } from "./outage.ts";
import { createRetry, type Retry } from "./retry.ts";

export type Line = {
  start(): void;
  isUp(): boolean;
  stop(): Promise<void>;
};

export type LineParts = {
  open: (events: ConnectionEvents, signal: AbortSignal) => Promise<Connection>;
  call: Call;
  wireClock: Clock;
  log: Log;
  outage: Outage;
  /** Whether any line is up: then a failure of this one is no outage. */
  isAnyUp: () => boolean;
  /** Settles when the envelopes that this connection brought are done with. */
  settled: (connection: object) => Promise<void>;
  onEnvelope: (envelope: Envelope, connection: object) => void;
};

type Held = { connection: Connection | null; openedAt: number };

type State = {
  current: Held | null;
  failures: number;
  opening: Promise<void> | null;
  closing: Set<Promise<void>>;
  retry: Retry;
  stopping: AbortController;
};

/** These are not mended by opening another one at once. */
const reasonsToWait = new Set(["link_disabled", "too_many_websockets"]);

/** A connection that died young is as good as a failure, or a Slack that lets us in and throws us out would spin. */
function replace({ wireClock }: LineParts, state: State, held: Held, leastMs: number): void {
  const isGood = wireClock.now() - held.openedAt >= goodLinkMs;
  if (isGood) state.failures = 0;
  state.retry.in(Math.max(leastMs, backoffMs(state.failures, wireClock)));
  if (!isGood) state.failures += 1;
}

function retire({ settled, log }: LineParts, { closing }: State, held: Held): void {
  const { connection } = held;
  if (connection === null) return;
  const gone = settled(held)
    .then(() => connection.close())
    .catch((error: unknown) => log.warn({ error }, "An old connection to Slack did not close; it is left to Slack."))
    .finally(() => closing.delete(gone));
  closing.add(gone);
}

const eventsOf = (parts: LineParts, state: State, held: Held): ConnectionEvents => ({
  onEnvelope: (envelope) => parts.onEnvelope(envelope, held),
  onLeaving(reason) {
    parts.log.debug({ reason }, "Slack asks for a new connection.");
    if (held === state.current) replace(parts, state, held, reasonsToWait.has(reason) ? longestBackoffMs : 0);
  },
  onClosed(why) {
    if (held !== state.current) return;
    state.current = null;
    parts.log.debug({ why }, "A connection to Slack ended.");
    if (!parts.isAnyUp()) parts.outage.begins(why);
    // Where its successor is on the way already, that goes on as it was planned.
    if (state.opening === null && !state.retry.isPending()) replace(parts, state, held, 0);
  },
});

function takeOver(parts: LineParts, state: State, held: Held): void {
  if (state.stopping.signal.aborted) {
    retire(parts, state, held);
    return;
  }
  const last = state.current;
  state.current = held;
  parts.outage.over();
  if (last !== null) retire(parts, state, last);
  // It may have ended between Slack's hello and now.
  if (held.connection?.isOpen() === false) eventsOf(parts, state, held).onClosed("closed at once");
}

type Failure = Exclude<Outcome<never>, { outcome: "done" }>;

function fail({ isAnyUp, log, outage, wireClock }: LineParts, state: State, failure: Failure): void {
  const why = failure.outcome === "never" ? `${failure.code}: ${failure.hint}` : failure.why;
  if (isAnyUp()) log.debug({ why }, "A second connection to Slack could not be opened.");
  else if (!state.stopping.signal.aborted) outage.begins(why);
  state.failures += 1;
  const isTold = failure.outcome === "later" && failure.why === "ratelimited";
  const toldMs = failure.outcome === "never" ? longestBackoffMs : isTold ? failure.afterMs : 0;
  state.retry.in(Math.max(toldMs, backoffMs(state.failures, wireClock)));
}

async function open(parts: LineParts, state: State): Promise<void> {
  const held: Held = { connection: null, openedAt: 0 };
  const outcome = await parts.call({
    method: "apps.connections.open",
    repeat: "harmless",
    run: () => parts.open(eventsOf(parts, state, held), state.stopping.signal),
  });
  if (outcome.outcome !== "done") return fail(parts, state, outcome);
  held.connection = outcome.answer;
  held.openedAt = parts.wireClock.now();
  takeOver(parts, state, held);
}

export function createLine(parts: LineParts): Line {
  const connect = (): void => {
    if (state.stopping.signal.aborted || state.opening !== null) return;
    state.opening = open(parts, state)
      .catch((error: unknown) => {
        parts.log.error(
          { error },
          "Opening a connection to Slack failed by a fault of Sitrep's own; it is tried again.",
        );
        state.retry.in(longestBackoffMs);
      })
      .finally(() => {
        state.opening = null;
      });
  };
  const state: State = {
    current: null,
    failures: 0,
    opening: null,
    closing: new Set(),
    retry: createRetry(parts.wireClock, connect),
    stopping: new AbortController(),
  };
  return {
    start: connect,
    isUp: () => state.current?.connection?.isOpen() === true,
    async stop() {
      state.stopping.abort();
      state.retry.cancel();
      const last = state.current;
      state.current = null;
      if (last !== null) retire(parts, state, last);
      await state.opening;
      // A failure of that opening planned another.
      state.retry.cancel();
      await Promise.all(state.closing);
    },
  };
}
