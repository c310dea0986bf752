// A line keeps one connection to Slack up, for as long as it is not stopped. The next is opened before the last is
// given up; an old one stays until what it brought is acknowledged.

import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { backoffMs } from "./backoff.ts";
import type { Call } from "./call.ts";
import type { Connection, ConnectionEvents, Envelope } from "./connection.ts";
import { goodLinkMs, longestBackoffMs } from "./limits.ts";
import type { Outage } from "./outage.ts";

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

/** These are not mended by opening another one at once. */
const reasonsToWait = new Set(["link_disabled", "too_many_websockets"]);

type Held = { connection: Connection | null; openedAt: number };

export function createLine(parts: LineParts): Line {
  const { open, call, wireClock, log, outage, isAnyUp, settled, onEnvelope } = parts;
  const closing = new Set<Promise<void>>();
  let current: Held | null = null;
  let failures = 0;
  let opening: Promise<void> | null = null;
  let cancelRetry: (() => void) | null = null;
  const stopping = new AbortController();

  const retry = (waitMs: number): void => {
    cancelRetry?.();
    if (stopping.signal.aborted) return;
    cancelRetry = wireClock.at(wireClock.now() + waitMs, () => {
      cancelRetry = null;
      connect();
    });
  };

  /** A connection that died young is as good as a failure, or a Slack that takes us in and throws us out would spin. */
  const replace = (held: Held, leastMs: number): void => {
    const isGood = wireClock.now() - held.openedAt >= goodLinkMs;
    const waitMs = Math.max(leastMs, isGood ? 0 : backoffMs(failures, wireClock));
    failures = isGood ? 0 : failures + 1;
    retry(waitMs);
  };

  const retire = (held: Held): void => {
    const { connection } = held;
    if (connection === null) return;
    const gone = settled(held)
      .then(() => connection.close())
      .catch((error: unknown) => log.warn({ error }, "An old connection to Slack did not close; it is left to Slack."))
      .finally(() => closing.delete(gone));
    closing.add(gone);
  };

  const eventsOf = (held: Held): ConnectionEvents => ({
    onEnvelope: (envelope) => onEnvelope(envelope, held),
    onLeaving(reason) {
      log.debug({ reason }, "Slack asks for a new connection.");
      if (held !== current) return;
      replace(held, reasonsToWait.has(reason) ? longestBackoffMs : 0);
    },
    onClosed(why) {
      if (held !== current) return;
      current = null;
      log.debug({ why }, "A connection to Slack ended.");
      if (!isAnyUp()) outage.begins(why);
      // Where its successor is on the way already, that goes on as it was planned.
      if (opening === null && cancelRetry === null) replace(held, 0);
    },
  });

  const tryToOpen = async (): Promise<void> => {
    const held: Held = { connection: null, openedAt: 0 };
    const outcome = await call({
      method: "apps.connections.open",
      repeat: "harmless",
      run: () => open(eventsOf(held), stopping.signal),
    });
    if (outcome.outcome === "done") {
      held.connection = outcome.answer;
      held.openedAt = wireClock.now();
      if (stopping.signal.aborted) return retire(held);
      const last = current;
      current = held;
      outage.over();
      if (last !== null) retire(last);
      // It may have ended between Slack's hello and this line.
      if (!outcome.answer.isOpen()) eventsOf(held).onClosed("closed at once");
      return;
    }
    failures += 1;
    const isTold = outcome.outcome === "never" || (outcome.outcome === "later" && outcome.why === "ratelimited");
    const why = outcome.outcome === "never" ? `${outcome.code}: ${outcome.hint}` : outcome.why;
    if (isAnyUp()) log.debug({ why }, "A second connection to Slack could not be opened.");
    else outage.begins(why);
    const toldMs = outcome.outcome === "later" ? outcome.afterMs : longestBackoffMs;
    retry(isTold ? toldMs : backoffMs(failures, wireClock));
  };

  function connect(): void {
    if (stopping.signal.aborted || opening !== null) return;
    opening = tryToOpen()
      .catch((error: unknown) => {
        failures += 1;
        log.error({ error }, "Opening a connection to Slack failed by a fault of Sitrep's own; it is tried again.");
        retry(longestBackoffMs);
      })
      .finally(() => {
        opening = null;
      });
  }

  return {
    start: connect,
    isUp: () => current?.connection?.isOpen() === true,
    async stop() {
      stopping.abort();
      cancelRetry?.();
      if (current !== null) retire(current);
      current = null;
      await opening;
      await Promise.all(closing);
    },
  };
}
