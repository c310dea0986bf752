// What arrives on a socket of Socket Mode, read before the SDK's client acts on it (FACTS 1.3).

import type { SocketModeClient } from "@slack/socket-mode";
import { z } from "zod";
import type { Log } from "../log.ts";

const frameSchema = z.looseObject({
  /** hello, disconnect, events_api, interactive, slash_commands. */
  type: z.string(),
  reason: z.string().optional(),
  num_connections: z.number().optional(),
  payload: z.unknown().optional(),
});
export type Frame = z.infer<typeof frameSchema>;

const innerEvent = z.object({ event: z.object({ type: z.string() }) });

/** Null for what is no frame of Slack's. */
function readFrame(data: unknown): Frame | null {
  if (typeof data !== "string") return null;
  try {
    return frameSchema.parse(JSON.parse(data));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** The client fails on an event without an inner one (app_rate_limited): it gets that under a kind of our own. */
const isOuter = ({ type, payload }: Frame): boolean => type === "events_api" && !innerEvent.safeParse(payload).success;

/**
 * Puts us before the client's own handler of messages. `see` gets each frame, null for what is none, and answers
 * whether the client gets it too. What then fails in the client is logged: else it would be an unhandled rejection.
 */
export function guardFrames(client: SocketModeClient, log: Log, see: (frame: Frame | null) => boolean): void {
  const [own] = client.listeners("ws_message");
  if (own === undefined) throw new Error("@slack/socket-mode no longer emits ws_message: adapt src/slack/frames.ts.");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown) => {
    const frame = readFrame(data);
    if (!see(frame) || frame === null) return;
    const given = isOuter(frame) ? JSON.stringify({ ...frame, type: "outer_event" }) : data;
    Promise.resolve(own(given, false)).catch((error: unknown) =>
      log.error({ error }, "A frame from Slack could not be taken in; if it was an event, Slack sends it again."),
    );
  });
}
