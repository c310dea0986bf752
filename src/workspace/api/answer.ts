// How an answer goes out: Slack's headers, the Date of the workspace's clock.

import type { IncomingMessage, ServerResponse } from "node:http";
import { nextWord } from "../ids.ts";
import type { World } from "../world.ts";

export type Answer = { status: number; headers: Record<string, string>; body: string };

export function jsonAnswer(body: object, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function textAnswer(body: string, status = 200): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}

export function send(world: World, req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  if (res.destroyed || res.headersSent) return;
  world.keep();
  res.writeHead(answer.status, {
    date: new Date(world.clock.now() + world.faults.dateSkewMs).toUTCString(),
    "x-slack-req-id": nextWord(world, "request"),
    "x-slack-backend": "r",
    ...answer.headers,
    "content-length": Buffer.byteLength(answer.body),
  });
  res.end(req.method === "HEAD" ? undefined : answer.body);
}
