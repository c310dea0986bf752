// One connection of Socket Mode, from its opening to its end, over one SocketModeClient that is never used again.
// The client's own way with messages is guarded: by itself it closes at the first word of a refresh and so loses what
// is under way, and it fails on an event without an inner event (FACTS 1.4). It never reconnects by itself here.

import { LogLevel, SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
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

const frameSchema = z.looseObject({
  type: z.string(),
  reason: z.string().optional(),
  num_connections: z.number().optional(),
  payload: z.unknown().optional(),
});
type Frame = z.infer<typeof frameSchema>;
const innerEvent = z.object({ event: z.object({ type: z.string() }) });

const slackEvent = z.object({
  envelope_id: z.string(),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  retry_num: z.number().nullish(),
  retry_reason: z.string().nullish(),
  ack: z.custom<(payload?: unknown) => Promise<void>>((value) => typeof value === "function"),
});

function readFrame(data: unknown): Frame | null {
  if (typeof data !== "string") return null;
  try {
    return frameSchema.parse(JSON.parse(data));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Puts ourselves before the client's own handler of messages. `see` answers what to give to that handler, or null. */
function guardMessages(client: SocketModeClient, log: Log, see: (data: unknown) => unknown): void {
  const [own] = client.listeners("ws_message");
  if (own === undefined)
    throw new Error("@slack/socket-mode no longer emits ws_message: connection.ts must be adapted.");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, isBinary: boolean) => {
    const given = see(data);
    if (given === null) return;
    Promise.resolve(own(given, isBinary)).catch((error: unknown) =>
      log.error({ error }, "A frame from Slack could not be taken in; if it was an event, Slack sends it again."),
    );
  });
}

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

/**
 * Opens one connection; resolves after Slack's hello. Rejects with what the SDK throws, or an AnswerError (also when
 * `signal` aborts the opening), and leaves nothing open then.
 */
export async function openConnection(
  settings: ConnectionSettings,
  events: ConnectionEvents,
  signal: AbortSignal,
): Promise<Connection> {
  const { wire, wireClock, log } = settings;
  const client = createClient(settings);
  let state: "opening" | "open" | "closed" = "opening";
  let stopPings = (): void => undefined;

  const close = async (): Promise<void> => {
    end("closed by us");
    const gone = client.disconnect();
    // A second disconnect of a closing socket cuts it off (SlackWebSocket.disconnect); else it takes 30 s.
    const cancel = wireClock.at(wireClock.now() + closeWithinMs, () => void client.disconnect());
    await gone;
    cancel();
  };
  const watchdog = createWatchdog(wireClock, () => {
    end("nothing was heard of Slack");
    void close();
  });
  function end(why: string): void {
    const wasOpen = state === "open";
    state = "closed";
    watchdog.stop();
    stopPings();
    if (wasOpen) events.onClosed(why);
  }
  const heard = (): void => {
    watchdog.heard();
    wire.heard();
  };

  guardMessages(client, log, (data) => {
    heard();
    const frame = readFrame(data);
    if (frame === null) return null;
    if (frame.type === "disconnect") {
      events.onLeaving(frame.reason ?? "unknown");
      return null;
    }
    if (frame.type === "hello" && (frame.num_connections ?? 0) >= manyLinks) {
      const fix = "Stop other processes that use this app's token; ghosts of killed ones go by themselves.";
      log.warn({ connections: frame.num_connections }, `The app has many connections to Slack, of 10 at most. ${fix}`);
    }
    const isOuter = frame.type === "events_api" && !innerEvent.safeParse(frame.payload).success;
    return isOuter ? JSON.stringify({ ...frame, type: "outer_event" }) : data;
  });
  client.on("slack_event", (event: unknown) => {
    const parsed = slackEvent.safeParse(event);
    if (!parsed.success) return log.error({ error: parsed.error }, "An envelope from Slack has an unknown shape.");
    const { envelope_id: envelopeId, type: kind, body, retry_num, retry_reason, ack } = parsed.data;
    events.onEnvelope({
      envelopeId,
      kind,
      body,
      ack,
      retryNum: retry_num ?? null,
      retryReason: retry_reason ?? null,
    });
  });
  client.on("authenticated", ({ url }: { url: string }) => {
    if (state !== "closed") stopPings = watchPings(url, heard);
  });
  // Closed while Slack's answer was on its way: a throw here keeps the client from opening the socket all the same.
  client.on("connecting", () => {
    if (state === "closed") throw new AnswerError("the connection was closed while it was being opened");
  });
  client.on("disconnected", () => end("the socket was closed"));

  await opened(client, { clock: wireClock, close, signal });
  state = "open";
  return { isOpen: () => state === "open", close };
}

type Opening = { clock: Clock; close: () => Promise<void>; signal: AbortSignal };

/** Waits for hello. What fails before it is an error, and nothing stays open. */
async function opened(client: SocketModeClient, { clock, close, signal }: Opening): Promise<void> {
  let stopWaiting = (): void => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    const abort = (): void => reject(new AnswerError("the opening was called off"));
    const cancel = clock.at(clock.now() + helloWithinMs, () =>
      reject(new AnswerError("Slack did not say hello in time")),
    );
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
    await close();
    // The client rejects with nothing when the socket closes before hello.
    throw error ?? new AnswerError("the socket was closed before Slack's hello");
  } finally {
    stopWaiting();
  }
}
