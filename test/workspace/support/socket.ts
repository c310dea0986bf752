// A bare Socket Mode client: the test sees every frame and decides what is acknowledged.

import WebSocket from "ws";
import type { Workspace } from "../../../src/workspace/workspace.ts";
import { until } from "../../support/until.ts";
import { call } from "./raw.ts";

export type Envelope = {
  envelope_id: string;
  type: string;
  accepts_response_payload: boolean;
  payload: Record<string, unknown> & { event?: Record<string, unknown>; event_id?: string };
  retry_attempt?: number;
  retry_reason?: string;
};

export type Socket = {
  ws: WebSocket;
  /** Everything that came: hello, envelopes, disconnect. */
  frames: Record<string, unknown>[];
  envelopes: Envelope[];
  events(type?: string): Record<string, unknown>[];
  /** What each envelope is acknowledged with; "silence" keeps quiet. Acknowledges without a payload by default. */
  answer: (envelope: Envelope) => unknown;
  close(): Promise<void>;
};

export async function openSocket(workspace: Workspace): Promise<Socket> {
  const { body } = await call(workspace, "apps.connections.open", {}, { token: workspace.appToken });
  const ws = new WebSocket(String(body.url));
  const socket: Socket = {
    ws,
    frames: [],
    envelopes: [],
    events: (type) =>
      socket.envelopes
        .map((envelope) => envelope.payload.event)
        .filter((event) => event !== undefined)
        .filter((event) => type === undefined || event.type === type),
    answer: () => undefined,
    close: async () => {
      if (ws.readyState === WebSocket.CLOSED) return;
      ws.close();
      await until(() => ws.readyState === WebSocket.CLOSED, { what: "the socket to close" });
    },
  };
  ws.on("error", () => ws.terminate());
  ws.on("message", (data) => {
    const frame = JSON.parse(data.toString()) as Record<string, unknown>;
    socket.frames.push(frame);
    if (frame.envelope_id === undefined) return;
    const envelope = frame as unknown as Envelope;
    socket.envelopes.push(envelope);
    const payload = socket.answer(envelope);
    if (payload === "silence") return;
    ws.send(JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload === undefined ? {} : { payload }) }));
  });
  await until(() => socket.frames.length > 0 || ws.readyState === WebSocket.CLOSED, { what: "hello" });
  return socket;
}
