// Socket Mode: the links of the app, which of them gets an envelope, pings, and what an acknowledgement settles.
// It only carries; what an envelope says is made elsewhere.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { notify } from "../changes.ts";
import { type EnvelopeKind, takeCopies } from "../faults.ts";
import { lives, socketLimits } from "../limits.ts";
import { everyRealMs, realNowMs } from "../real-time.ts";
import type { Json, World } from "../world.ts";

/** Slack pings its clients; how often is not documented. socket-mode arms its watchdog with the first (FACTS 1.4). */
const pingEveryMs = 5_000;

export type Link = {
  ws: WebSocket;
  number: number;
  /** Dead without being closed: it takes envelopes and pings and answers nothing. */
  isHalfOpen: boolean;
  /** Told to disconnect: gets nothing new. */
  isDraining: boolean;
  /** Takes back that the workspace will close it, once it is closed. */
  cancelClose: () => void;
};

type Waiting = { link: Link; sentAtMs: number; settle: (payload: unknown) => void; lost: () => void };

export type SocketHub = {
  server: WebSocketServer;
  links: Link[];
  opened: number;
  turn: number;
  waiting: Map<string, Waiting>;
  stopPings: () => void;
};

export function createHub(): SocketHub {
  const hub: SocketHub = {
    server: new WebSocketServer({ noServer: true, autoPong: false, maxPayload: 5_000_000 }),
    links: [],
    opened: 0,
    turn: 0,
    waiting: new Map(),
    stopPings: () => {},
  };
  hub.stopPings = everyRealMs(pingEveryMs, () => {
    for (const link of hub.links) if (!link.isHalfOpen) link.ws.ping();
  });
  return hub;
}

/** Lets a socket in that shows a ticket of apps.connections.open; a ticket is good once. */
export function acceptUpgrade(world: World, hub: SocketHub, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  const url = new URL(req.url ?? "/", world.baseUrl);
  const isKnown = url.pathname === "/link/" && world.tickets.delete(url.searchParams.get("ticket") ?? "");
  if (!isKnown) {
    socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    return;
  }
  hub.server.handleUpgrade(req, socket, head, (ws) => welcome(world, hub, ws));
}

function welcome(world: World, hub: SocketHub, ws: WebSocket): void {
  // A broken connection also closes; what was on it is handled there.
  ws.on("error", () => ws.terminate());
  if (hub.links.length >= socketLimits.connections) {
    ws.send(JSON.stringify(disconnectNote(world, hub, "too_many_websockets")));
    ws.close();
    return;
  }
  hub.opened += 1;
  const link: Link = { ws, number: hub.opened, isHalfOpen: false, isDraining: false, cancelClose: () => {} };
  hub.links.push(link);
  ws.on("ping", (data) => {
    if (!link.isHalfOpen) ws.pong(data);
  });
  ws.on("message", (data) => {
    if (!link.isHalfOpen) takeAck(world, hub, data.toString());
  });
  ws.on("close", () => {
    hub.links = hub.links.filter((it) => it !== link);
    link.cancelClose();
    for (const waiting of [...hub.waiting.values()]) if (waiting.link === link) waiting.lost();
    notify(world.changes);
  });
  ws.send(
    JSON.stringify({
      type: "hello",
      num_connections: hub.links.length,
      debug_info: { host: "applink-embedded", build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: world.app.id },
    }),
  );
  notify(world.changes);
}

function disconnectNote(world: World, hub: SocketHub, reason: string): Json {
  return {
    type: "disconnect",
    reason,
    num_connections: hub.links.length,
    debug_info: { host: "applink-embedded" },
    connection_info: { app_id: world.app.id },
  };
}

function takeAck(world: World, hub: SocketHub, data: string): void {
  let ack: unknown;
  try {
    ack = JSON.parse(data);
  } catch (error) {
    // Slack ignores what is not JSON; so does this.
    if (error instanceof SyntaxError) return;
    throw error;
  }
  if (typeof ack !== "object" || ack === null) return;
  const { envelope_id: id, payload } = ack as Json;
  const waiting = hub.waiting.get(String(id));
  if (waiting === undefined) return;
  hub.waiting.delete(String(id));
  waiting.settle(payload);
  notify(world.changes);
}

function chooseLink(world: World, hub: SocketHub, kind: EnvelopeKind): Link | null {
  const steady = hub.links.filter((link) => !link.isDraining);
  const links = steady.length > 0 ? steady : hub.links;
  if (links.length === 0) return null;
  hub.turn += 1;
  const chosen = world.faults.chooseSocket?.(links.length, kind) ?? hub.turn;
  return links[chosen % links.length] ?? null;
}

/** What is put on a half-open link is lost on the way, as on a real one. */
function put(link: Link, data: string): void {
  if (!link.isHalfOpen) link.ws.send(data);
}

/**
 * Sends an envelope to one link. `settle` gets the payload of its acknowledgement; `lost` is called when the link
 * closes first. Answers false, and calls neither, when there is no link.
 */
export function sendEnvelope(
  world: World,
  hub: SocketHub,
  kind: EnvelopeKind,
  envelope: Json & { envelope_id: string },
  settle: (payload: unknown) => void,
  lost: () => void,
): boolean {
  const link = chooseLink(world, hub, kind);
  if (link === null) return false;
  hub.waiting.set(envelope.envelope_id, { link, sentAtMs: realNowMs(), settle, lost });
  const data = JSON.stringify(envelope);
  put(link, data);
  if (takeCopies(world.faults, kind) > 1) put(chooseLink(world, hub, kind) ?? link, data);
  return true;
}

export function forget(hub: SocketHub, envelopeId: string): void {
  hub.waiting.delete(envelopeId);
}

/** Envelopes that an answer may still come for: on a live link, and not for longer than the safety net. */
export function awaited(hub: SocketHub, safetyMs: number): number {
  const now = realNowMs();
  return [...hub.waiting.values()].filter((it) => !it.link.isHalfOpen && now - it.sentAtMs < safetyMs).length;
}

/** Tells links to go, as Slack does before it refreshes them; it closes them itself after the notice. */
export function disconnectLinks(
  world: World,
  hub: SocketHub,
  reason: string,
  links: readonly Link[] = hub.links,
): void {
  for (const link of links) {
    link.isDraining = true;
    link.ws.send(JSON.stringify(disconnectNote(world, hub, reason)));
    link.cancelClose();
    link.cancelClose = world.clock.at(world.clock.now() + lives.disconnectNoticeMs, () => link.ws.close());
  }
}

/** Cuts every link without a word. */
export function dropLinks(hub: SocketHub): void {
  for (const link of hub.links) link.ws.terminate();
}
