// Socket Mode: the links of the app, which of them gets an envelope, pings, and what an acknowledgement settles.
// It only carries; what an envelope says is made elsewhere.

import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { notify } from "../changes.ts";
import { type EnvelopeKind, takeFate } from "../faults.ts";
import { addressOf, whyNotApp } from "../gate.ts";
import { lives, socketLimits } from "../limits.ts";
import { afterRealMs, everyRealMs, realNowMs } from "../real-time.ts";
import type { World } from "../world.ts";
import { disconnectNote, helloNote } from "./notes.ts";

export type Link = {
  ws: WebSocket;
  number: number;
  /** Dead without being closed: it takes envelopes and pings and answers nothing. */
  isHalfOpen: boolean;
  /** Told to disconnect: gets nothing new. */
  isDraining: boolean;
  /** Takes back that the workspace will close it or tell it to go, once it is closed. */
  cancelClose: () => void;
};

type Waiting = { link: Link; sentAtMs: number; settle: (payload: unknown) => void; lost: () => void };

export type SocketHub = {
  server: WebSocketServer;
  links: Link[];
  opened: number;
  turn: number;
  waiting: Map<string, Waiting>;
  /** An envelope held back until another has overtaken it. */
  held: { link: Link; data: string; cancel: () => void } | null;
  /** Milliseconds of the transport's clock after which a link is told to go; null: never. */
  linkLifeMs: number | null;
  stopPings: () => void;
};

export type HubOptions = { pingEveryMs: number; linkLifeMs: number | null };

export function createHub(options: HubOptions): SocketHub {
  const hub: SocketHub = {
    server: new WebSocketServer({ noServer: true, autoPong: false, maxPayload: socketLimits.frameBytes }),
    links: [],
    opened: 0,
    turn: 0,
    waiting: new Map(),
    held: null,
    linkLifeMs: options.linkLifeMs,
    stopPings: () => {},
  };
  hub.stopPings = everyRealMs(options.pingEveryMs, () => {
    for (const link of hub.links) if (!link.isHalfOpen) link.ws.ping();
  });
  return hub;
}

const refusal = (status: string): string => `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;

/** Lets a socket in that shows a ticket of apps.connections.open; a ticket is good once. */
export function acceptUpgrade(world: World, hub: SocketHub, req: IncomingMessage, socket: Duplex, head: Buffer): void {
  // From here on Node hears of no error of this socket: one that nobody hears of would end the process.
  socket.on("error", () => socket.destroy());
  const url = addressOf(req);
  // A browser lets any page open a WebSocket to anywhere: the app's is none of a page's.
  if (url === null || whyNotApp(req) !== null) {
    socket.end(refusal(url === null ? "400 Bad Request" : "403 Forbidden"));
    return;
  }
  if (url.pathname !== "/link/" || !world.tickets.delete(url.searchParams.get("ticket") ?? "")) {
    socket.end(refusal("401 Unauthorized"));
    return;
  }
  const isShort = url.searchParams.get("debug_reconnects") === "true";
  const lifeMs = isShort ? lives.debugLinkMs : hub.linkLifeMs;
  hub.server.handleUpgrade(req, socket, head, (ws) => welcome(world, hub, ws, lifeMs));
}

function welcome(world: World, hub: SocketHub, ws: WebSocket, lifeMs: number | null): void {
  // A broken connection also closes; what was on it is handled there.
  ws.on("error", () => ws.terminate());
  if (hub.links.length >= socketLimits.connections) {
    ws.send(disconnectNote(world, hub.links.length, "too_many_websockets"));
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
    if (!link.isHalfOpen) takeAck(hub, data.toString());
    notify(world.changes);
  });
  ws.on("close", () => {
    hub.links = hub.links.filter((it) => it !== link);
    link.cancelClose();
    for (const waiting of [...hub.waiting.values()]) if (waiting.link === link) waiting.lost();
    notify(world.changes);
  });
  ws.send(helloNote(world, hub.links.length, lifeMs ?? lives.linkMs));
  if (lifeMs !== null) {
    const { transportClock } = world;
    const warnAt = transportClock.now() + lifeMs - lives.disconnectNoticeMs;
    link.cancelClose = transportClock.at(warnAt, () => disconnectLinks(world, hub, "warning", [link]));
  }
  notify(world.changes);
}

function takeAck(hub: SocketHub, data: string): void {
  let ack: unknown;
  try {
    ack = JSON.parse(data);
  } catch (error) {
    // Slack ignores what is not JSON; so does this.
    if (error instanceof SyntaxError) return;
    throw error;
  }
  if (typeof ack !== "object" || ack === null) return;
  const { envelope_id: id, payload } = ack as { envelope_id?: unknown; payload?: unknown };
  const waiting = hub.waiting.get(String(id));
  if (waiting === undefined) return;
  hub.waiting.delete(String(id));
  waiting.settle(payload);
}

function chooseLink(world: World, hub: SocketHub, kind: EnvelopeKind): Link | null {
  const steady = hub.links.filter((link) => !link.isDraining);
  const links = steady.length > 0 ? steady : hub.links;
  if (links.length === 0) return null;
  hub.turn += 1;
  const { chooseSocket, seeded } = world.faults;
  const chosen = chooseSocket?.(links.length, kind) ?? seeded?.socket(links.length) ?? hub.turn;
  return links[chosen % links.length] ?? null;
}

/** What is put on a half-open link is lost on the way, as on a real one. What was held back follows. */
function put(hub: SocketHub, link: Link, data: string, whenGone: () => void = () => {}): void {
  if (!link.isHalfOpen) link.ws.send(data, whenGone);
  release(hub);
}

function release(hub: SocketHub): void {
  const { held } = hub;
  if (held === null) return;
  hub.held = null;
  held.cancel();
  if (!held.link.isHalfOpen) held.link.ws.send(held.data);
}

/** Holds an envelope back until the next has gone, or for as long as a network reorders things. */
function hold(hub: SocketHub, link: Link, data: string): void {
  release(hub);
  hub.held = { link, data, cancel: afterRealMs(socketLimits.heldRealMs, () => release(hub)) };
}

/** Sends to a link and lets happen to it what a fault has in store. */
function sendTo(world: World, hub: SocketHub, link: Link, { kind, data }: Outgoing): void {
  const fate = takeFate(world.faults, kind);
  if (fate.kind === "lost") {
    link.ws.terminate();
    return;
  }
  if (fate.kind === "half-open") {
    link.isHalfOpen = true;
    // As a network does in the end; whoever keeps no watch learns of it only then.
    const cancel = afterRealMs(fate.ms, () => link.ws.terminate());
    link.ws.once("close", cancel);
    return;
  }
  if (fate.kind === "reordered") {
    hold(hub, link, data);
    return;
  }
  // Once the bytes are on their way the link is cut: the acknowledgement finds none any more.
  put(hub, link, data, fate.kind === "cut" ? () => link.ws.terminate() : () => {});
  if (fate.kind === "duplicate") put(hub, chooseLink(world, hub, kind) ?? link, data);
}

export type Outgoing = {
  kind: EnvelopeKind;
  id: string;
  /** The envelope as JSON. */
  data: string;
  /** Gets the payload of the acknowledgement. */
  settle: (payload: unknown) => void;
  /** Called instead when the link closes first. */
  lost: () => void;
};

/**
 * Sends an envelope to one link and answers which (from 0). Answers null, and calls neither `settle` nor `lost`, when
 * there is none.
 */
export function sendEnvelope(world: World, hub: SocketHub, outgoing: Outgoing): number | null {
  const link = chooseLink(world, hub, outgoing.kind);
  if (link === null) return null;
  const { settle, lost } = outgoing;
  hub.waiting.set(outgoing.id, { link, sentAtMs: realNowMs(), settle, lost });
  sendTo(world, hub, link, outgoing);
  return link.number - 1;
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
  const { transportClock } = world;
  for (const link of links) {
    link.isDraining = true;
    link.ws.send(disconnectNote(world, hub.links.length, reason));
    link.cancelClose();
    link.cancelClose = transportClock.at(transportClock.now() + lives.disconnectNoticeMs, () => link.ws.close());
  }
}

/** Cuts every link without a word. */
export function dropLinks(hub: SocketHub): void {
  for (const link of hub.links) link.ws.terminate();
}
