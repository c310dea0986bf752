// One connection of Socket Mode, from its opening to its end, over one SocketModeClient that is never used again.
// The client's own way with messages is guarded: by itself it closes at the first word of a refresh and so loses what
// is under way, and it fails on an event without an inner event (FACTS 1.4). It never reconnects by itself here.

import { LogLevel, SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { guardCloseTimer } from "./close-timer.ts";
import { type Frame, guardFrames } from "./frames.ts";
import { closeWithinMs, helloWithinMs, manyLinks, pingTimeoutMs } from "./limits.ts";
import { AnswerError } from "./outcome.ts";
import { watchPings } from "./pings.ts";
import { sdkLogger } from "./sdk-log.ts";
import { createWatchdog } from "./watchdog.ts";
import { clientOptions } from "./web-clients.ts";
import type { Wire } from "./wire.ts";

export type Envelope = {
  envelopeId: string;
  /** events_api, interactive, slash_commands; outer_event for one that holds no inner event (app_rate_limited). */
  kind: string;
  body: Record<string, unknown>;
  retryNum: number | null;
  retryReason: string | null;
  /** Rejects where the connection is gone. */
  ack(payload?: unknown): Promise<void>;
};

export type ConnectionEvents = {
  onEnvelope(envelope: Envelope): void;
  /** Slack is about to close this connection: warning, refresh_requested, link_disabled, too_many_websockets. */
  onLeaving(reason: string): void;
  /** Once, after it was open. */
  onClosed(why: string): void;
};

export type Connection = {
  isOpen(): boolean;
  /** Resolves when the socket is gone; cuts it off where Slack does not answer the close frame. */
  close(): Promise<void>;
};

export type ConnectionSettings = { appToken: string; apiUrl: string; wire: Wire; wireClock: Clock; log: Log };

/** The state of one connection. `end` is for good, and told once. */
type Life = Connection & {
  begin(): void;
  heard(): void;
  end(why: string): void;
  hasEnded(): boolean;
  /** Counts the pings of the socket at `url` as heard. */
  watch(url: string): void;
};

const slackEvent = z.object({
  envelope_id: z.string(),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().nullish(),
  retry_reason: z.string().nullish(),
  ack: z.custom<(payload?: unknown) => Promise<void>>((value) => typeof value === "function"),
});

/** A client that reports here and does nothing by itself. Fresh options: it writes into those that it is given. */
const createClient = ({ appToken, log, ...settings }: ConnectionSettings): SocketModeClient =>
  new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: pingTimeoutMs,
    logger: sdkLogger(log, "socket-mode"),
    logLevel: LogLevel.INFO,
    clientOptions: clientOptions({ ...settings, log }),
  });

function createLife(client: SocketModeClient, { wire, wireClock }: ConnectionSettings, events: ConnectionEvents): Life {
  let state: "opening" | "open" | "ended" = "opening";
  let stopPings = (): void => undefined;

  const watchdog = createWatchdog(wireClock, () => {
    end("nothing was heard of Slack");
    void close();
  });
  function end(why: string): void {
    const wasOpen = state === "open";
    state = "ended";
    watchdog.stop();
    stopPings();
    if (wasOpen) events.onClosed(why);
  }
  async function close(): Promise<void> {
    end("closed by us");
    const gone = client.disconnect();
    // A second disconnect of a closing socket cuts it off (SlackWebSocket.disconnect); else that takes 30 s.
    const cancel = wireClock.at(wireClock.now() + closeWithinMs, () => void client.disconnect());
    await gone;
    cancel();
  }
  const heard = (): void => {
    watchdog.heard();
    wire.heard();
  };
  return {
    isOpen: () => state === "open",
    hasEnded: () => state === "ended",
    begin() {
      if (state === "opening") state = "open";
    },
    watch(url) {
      if (state !== "ended") stopPings = watchPings(url, heard);
    },
    heard,
    end,
    close,
  };
}

function tellOfMany({ num_connections: connections = 0 }: Frame, log: Log): void {
  if (connections < manyLinks) return;
  const fix = "Stop other processes that use this app's token; the ghosts of killed ones go by themselves.";
  log.warn({ connections }, `The app has many connections to Slack, of 10 at most. ${fix}`);
}

/** Takes everything that the client tells to where it belongs. */
function listen(client: SocketModeClient, life: Life, events: ConnectionEvents, log: Log): void {
  guardFrames(client, log, (frame) => {
    life.heard();
    if (frame?.type === "hello") tellOfMany(frame, log);
    if (frame?.type !== "disconnect") return true;
    events.onLeaving(frame.reason ?? "unknown");
    return false;
  });
  client.on("slack_event", (event: unknown) => {
    const parsed = slackEvent.safeParse(event);
    if (!parsed.success) return log.error({ error: parsed.error }, "An envelope from Slack has an unknown shape.");
    const { envelope_id: envelopeId, type: kind, body, ack, retry_num, retry_reason } = parsed.data;
    events.onEnvelope({
      envelopeId,
      kind,
      body,
      ack,
      retryNum: retry_num ?? null,
      retryReason: retry_reason ?? null,
    });
  });
  client.on("authenticated", ({ url }: { url: string }) => life.watch(url));
  // Given up while Slack's answer was on its way: a throw here keeps the client from opening the socket all the same.
  client.on("connecting", () => {
    if (life.hasEnded()) throw new AnswerError("the connection was given up while it was being opened");
    guardCloseTimer(client);
  });
  client.on("disconnected", () => life.end("the socket was closed"));
}

/** Waits for hello. What fails before it is an error, and nothing stays open. */
async function hello(client: SocketModeClient, life: Life, clock: Clock, signal: AbortSignal): Promise<void> {
  let stopWaiting = (): void => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    const giveUp = (why: string) => (): void => reject(new AnswerError(why));
    const abort = giveUp("the opening was called off");
    const cancel = clock.at(clock.now() + helloWithinMs, giveUp("Slack did not say hello in time"));
    signal.addEventListener("abort", abort);
    stopWaiting = () => {
      cancel();
      signal.removeEventListener("abort", abort);
    };
    if (signal.aborted) abort();
  });
  try {
    await Promise.race([client.start(), givenUp]);
  } catch (error) {
    await life.close();
    // The client rejects with nothing when the socket closes before hello.
    throw error ?? new AnswerError("the socket was closed before Slack's hello");
  } finally {
    stopWaiting();
  }
}

/**
 * Opens one connection; resolves after Slack's hello. Rejects with what the SDK throws, or an AnswerError (also when
 * `signal` aborts the opening), and leaves nothing open then.
 */
export async function openConnection(
  settings: ConnectionSettings,
  events: ConnectionEvents,
  signal: AbortSignal,
): Promise<Connection> {
  const client = createClient(settings);
  const life = createLife(client, settings, events);
  listen(client, life, events, settings.log);
  await hello(client, life, settings.wireClock, signal);
  life.begin();
  return life;
}
