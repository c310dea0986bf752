// A Slack that says anything it is told to on its sockets, also what the embedded workspace is too well-behaved to say.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";

export type RawSlack = {
  apiUrl: string;
  sockets: WebSocket[];
  /** What the bot sent, parsed, oldest first. */
  received: unknown[];
  /** Sends on the first socket. */
  say(frame: unknown): void;
};

export type RawAnswers = {
  /** Answers by method, in place of the plain ok. */
  answers?: Record<string, object>;
  /** Says hello by itself; true where nothing else is said. */
  isGreeting?: boolean;
};

export async function rawSlack({ answers = {}, isGreeting = true }: RawAnswers = {}): Promise<RawSlack> {
  const sockets: WebSocket[] = [];
  const received: unknown[] = [];
  const server = createServer((request, response) => {
    const method = request.url?.replace("/api/", "") ?? "";
    const known: Record<string, object> = {
      "auth.test": { url: "https://raw.slack.test/", team_id: "T1", user_id: "U1", bot_id: "B1" },
      "apps.connections.open": { url: `ws://127.0.0.1:${port}/?ticket=${sockets.length}${received.length}` },
      ...answers,
    };
    response.end(JSON.stringify({ ok: true, ...known[method] }));
  });
  const hub = new WebSocketServer({ server });
  hub.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (data) => received.push(JSON.parse(String(data))));
    if (isGreeting) socket.send(JSON.stringify({ type: "hello", num_connections: sockets.length }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    for (const socket of sockets) socket.terminate();
    hub.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    sockets,
    received,
    say: (frame) => sockets[0]?.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
  };
}
