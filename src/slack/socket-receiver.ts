// Bolt's receiver for Socket Mode: two lines to Slack, so that one is up while the other is renewed.
// Persist, then acknowledge: see inbound.ts. Never ends the process, whatever Slack or the network does.

import type { App, Receiver } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Call } from "./call.ts";
import { type Connection, type ConnectionEvents, type Envelope, openConnection } from "./connection.ts";
import { createDraining } from "./draining.ts";
import { deliver } from "./inbound.ts";
import { lineCount, retireWithinMs, stopWithinMs } from "./limits.ts";
import { createLine, type Line } from "./line.ts";
import type { Outage } from "./outage.ts";
import { reportOuter } from "./outer-event.ts";
import type { Wire } from "./wire.ts";

export type SocketReceiver = Receiver & {
  /** How many lines are up: 2 when all is well. */
  linesUp(): number;
};

export type SocketReceiverParts = {
  appToken: string;
  apiUrl: string;
  wire: Wire;
  wireClock: Clock;
  call: Call;
  log: Log;
  outage: Outage;
};

export function createSocketReceiver(parts: SocketReceiverParts): SocketReceiver {
  const { wireClock, log, call, outage } = parts;
  const draining = createDraining(wireClock);
  let app: App | null = null;
  let isStopping = false;

  const take = async (envelope: Envelope): Promise<void> => {
    const { kind, body, retryNum, retryReason, ack } = envelope;
    // Not acknowledged, so Slack gives it to another process, or again to the next.
    if (app === null || isStopping) return;
    if (kind === "outer_event") {
      reportOuter(log, body);
      return await ack().catch((error: unknown) => log.debug({ error }, "Slack will say this once more."));
    }
    await deliver(app, { body, isEvent: kind === "events_api", retryNum, retryReason, answer: ack }, log);
  };

  const settled = async (connection: object): Promise<void> => {
    // A stop has waited for all of them already, as long as it may.
    if (isStopping) return;
    const isDone = await draining.drained(connection, retireWithinMs);
    if (!isDone) log.warn({}, "A listener takes long; its acknowledgement may not reach Slack on the old connection.");
  };

  const lines: Line[] = Array.from({ length: lineCount }, () =>
    createLine({
      open: (events: ConnectionEvents, signal: AbortSignal): Promise<Connection> =>
        openConnection(parts, events, signal),
      call,
      wireClock,
      log,
      outage,
      isAnyUp: () => linesUp() > 0,
      settled,
      onEnvelope: (envelope, connection) => draining.add(connection, take(envelope)),
    }),
  );
  const linesUp = (): number => lines.filter((line) => line.isUp()).length;

  return {
    linesUp,
    init(bolt) {
      app = bolt;
    },
    async start() {
      for (const line of lines) line.start();
    },
    async stop() {
      isStopping = true;
      const isDone = await draining.drained(null, stopWithinMs);
      if (!isDone)
        log.warn({}, "Listeners were still at work when the time to stop was up; Slack sends their events again.");
      await Promise.all(lines.map((line) => line.stop()));
    },
  };
}
