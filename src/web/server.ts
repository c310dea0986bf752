// The one port: health and readiness, and in HTTP mode the door that Slack calls at.

import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { healthRoutes, type Vitals } from "./health.ts";

/** The port can't be listened on; the message says why and what to do. */
class PortUnusable extends Error {
  override name = "PortUnusable";
}

export type WebServer = { port: number; stop(): Promise<void> };

export type WebParts = {
  port: number;
  vitals: Vitals;
  /** Answers POST /slack/events; null in Socket Mode. */
  slackDoor: ((request: Request) => Promise<Response>) | null;
};

const sentenceFor = (error: NodeJS.ErrnoException, port: number): string => {
  if (error.code === "EADDRINUSE") return `Port ${port} is in use: stop what uses it, or set PORT to another.`;
  if (error.code === "EACCES") return `Port ${port} needs more rights: set PORT to one above 1023.`;
  return `Port ${port} can't be opened (${error.message}): set PORT to another.`;
};

/** Listens, or fails with PortUnusable. */
export function startWeb({ port, vitals, slackDoor }: WebParts): Promise<WebServer> {
  const app = healthRoutes(vitals);
  if (slackDoor !== null) app.post("/slack/events", (context) => slackDoor(context.req.raw));
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port }, (address: AddressInfo) =>
      resolve({
        port: address.port,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(new PortUnusable(sentenceFor(error, port), { cause: error })),
    );
  });
}
