// How an answer goes out: Slack's headers, the Date of the workspace's clock.

import type { IncomingMessage, ServerResponse } from "node:http";
import { nextWord } from "../ids.ts";
import type { World } from "../world.ts";

export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Sent in the place of `body`, where what is sent is no text. */
  bytes: Buffer | null;
};

export function jsonAnswer(body: object, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
    bytes: null,
  };
}

export function textAnswer(body: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body, bytes: null };
}

export function bytesAnswer(bytes: Buffer, contentType: string): Answer {
  return { status: 200, headers: { "content-type": contentType }, body: "", bytes };
}

export function send(world: World, req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  if (res.destroyed || res.headersSent) return;
  world.keep();
  const content = answer.bytes ?? answer.body;
  res.writeHead(answer.status, {
    date: new Date(world.clock.now() + world.faults.dateSkewMs).toUTCString(),
    "x-slack-req-id": nextWord(world, "request"),
    "x-slack-backend": "r",
    ...answer.headers,
    "content-length": Buffer.byteLength(content),
  });
  res.end(req.method === "HEAD" ? undefined : content);
}
